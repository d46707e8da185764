// Looks up and stores remembered results. The inputs of each service (`memory/notes.ts`) are noted before the linters
// start, and looked at again when they have ended: if one has changed meanwhile, the result is not stored.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IgnoredEntry } from '../base/ignored-entry.ts';
import { inOneMoment, STEP } from '../base/look.ts';
import type { Ingredients, Outside } from '../base/lint-result.ts';
import { hasPassed, type ServiceOutcome } from '../base/outcome.ts';
import { below, isWithin, type RepoPath } from '../base/paths.ts';
import type { ServicePlan } from '../base/plan.ts';
import { haveObjects } from '../git/have-objects.ts';
import type { Repository } from '../git/repository.ts';
import { findProgram } from '../lint/find-program.ts';
import { parseCommand } from '../lint/parse-command.ts';
import { workplaces } from '../lint/workplace.ts';
import { nameContent, unseenDirectories } from '../memory/content.ts';
import { noteGitState } from '../memory/git-state.ts';
import { isOlder, isUnchanged, together, type Seen } from '../memory/notes.ts';
import { namedOutside, noteOutside, type Naming } from '../memory/outside.ts';
import { hasResultOf, readResult, resultName, writeResults, type Result } from '../memory/store.ts';
import { ingredients, survey } from '../memory/survey.ts';
import { mergeHeads } from '../select/staged.ts';
import { entryKind } from '../snapshot/ignored/entry-kind.ts';
import { generatedPaths } from '../snapshot/ignored/generated.ts';
import { privateDirectory, repositoryDirectory } from '../snapshot/private-directory.ts';
import type { CommandContext } from './context.ts';
import type { LintedServices } from './lint-files.ts';
import type { Listing } from './list-ignored.ts';
import { listNaming } from './list-naming.ts';
import { once } from './once.ts';
import type { Staged } from './staged.ts';

export interface Recalled {
  /** The outcomes of services with a stored result for exactly these inputs. */
  readonly services: readonly ServiceOutcome[];
  /** The inputs of these results besides the content, by the service's directory. */
  readonly ingredients: ReadonlyMap<RepoPath, Ingredients>;
  /** Notes the inputs of the other services' results. To be awaited before their linters start. */
  readonly note: () => Promise<void>;
  /** Stores the results of those of `linted` that passed, and returns their inputs by the service's directory. */
  readonly remember: (linted: LintedServices) => Promise<ReadonlyMap<RepoPath, Ingredients>>;
}

/** Looks up stored results for the services of the plan that have staged files to lint. */
export async function recall(
  context: CommandContext,
  repository: Repository,
  staged: Staged,
  ignored: Listing,
): Promise<Recalled> {
  const plans = staged.plan.services.filter(({ steps }) => steps.length > 0);
  const { tree, head, changes: files, services } = staged;
  const isMerge = mergeHeads(repository).length > 0;
  const contents = plans.map((plan) => nameContent({ tree, head, files, isMerge, services }, plan));
  const noting = once(async () => {
    const entries = await ignored.entries(staged);
    const noted = { staged, plans, entries, gitSettings: ignored.gitSettings() };
    return inOneMoment(() => nameIngredients(context, repository, noted));
  });
  const naming = listNaming(repository, staged);
  // New content has no result: then the inputs can be noted later, while git makes the snapshot.
  const before = hasResultOf(repository, contents) ? await noting() : [];
  const found = inOneMoment(() =>
    before.flatMap((seen, at) => findResult(repository, plans[at], seen, contents[at])),
  );
  const recalled = await keepComplete(repository, found);
  return {
    services: recalled.map(({ outcome }) => outcome),
    ingredients: new Map(
      recalled.map(({ outcome, ingredients }) => [
        outcome.result.plan.service.directory,
        ingredients,
      ]),
    ),
    note: async () => {
      await nextTurn();
      await Promise.all([noting(), naming.start()]);
    },
    remember: async ({ services: linted, snapshot }) => {
      const remembered = new Map<RepoPath, Ingredients>();
      if (linted.some(({ misdeeds }) => misdeeds.length > 0)) return remembered; // fixes are not known
      const passed = linted.filter(hasPassed);
      if (passed.length === 0) {
        if (naming.isOfHead) await naming.complete(snapshot.root); // for the next try
        return remembered;
      }
      const [noted, configuration] = await Promise.all([noting(), naming.complete(snapshot.root)]);
      const results: Result[] = [];
      inOneMoment(() => {
        for (const { result, fixes } of passed) {
          const { plan } = result;
          const at = plans.indexOf(plan);
          const [seen, content] = [noted[at], contents[at]];
          if (seen?.named !== true || content === undefined) continue;
          const { since } = snapshot;
          if (seen.newest + STEP >= since || !isUnchanged(seen)) continue;
          const outside = outsideOf(plan, configuration, repository, staged, since);
          if (outside === undefined) continue;
          results.push({ name: resultName(content, seen.digest), since, outside, fixes });
          remembered.set(plan.service.directory, { name: seen.digest, since, outside });
        }
      });
      writeResults(repository, results);
      return remembered;
    },
  };
}

interface Known {
  readonly outcome: ServiceOutcome;
  readonly ingredients: Ingredients;
}

/** The stored result with the plan's cache key, if all dated inputs are older; a list of one, or empty. */
function findResult(
  repository: Repository,
  plan: ServicePlan | undefined,
  seen: Seen,
  content: string | undefined,
): Known[] {
  if (!seen.named || plan === undefined || content === undefined) return [];
  const found = readResult(repository, resultName(content, seen.digest));
  // A result of the future was made before the clock was set back: of what is dated, nothing is newer.
  if (found === undefined || found.since > Date.now() || !isOlder(seen, found.since)) return [];
  const outside = noteOutside(found.outside.paths, repository.top);
  if (outside.digest !== found.outside.digest || !isOlder(outside, found.since)) return [];
  const result = { plan, commands: [], milliseconds: 0 };
  return [
    {
      outcome: { result, fixes: found.fixes, misdeeds: [], remembered: true },
      ingredients: { name: seen.digest, since: found.since, outside: found.outside },
    },
  ];
}

/**
 * What configuration of the plan's linters names outside of the repository; `undefined` if that cannot be noted, or was
 * changed after the snapshot was begun.
 */
function outsideOf(
  { service }: ServicePlan,
  naming: readonly Naming[],
  { top }: Repository,
  { services }: Staged,
  since: number,
): Outside | undefined {
  const unseen = unseenDirectories(service, services);
  const seen = naming.filter(({ file }) => !unseen.some((directory) => isWithin(directory, file)));
  const paths = namedOutside(seen, service.directory, top);
  const { named, newest, digest } = noteOutside(paths, top);
  return named && newest + STEP < since ? { paths, digest } : undefined;
}

/** Those whose fixed blobs are still in the object database: nothing refers to them, so git may have removed them. */
async function keepComplete(repository: Repository, found: readonly Known[]): Promise<Known[]> {
  const complete = await Promise.all(
    found.map(({ outcome }) =>
      haveObjects(
        repository,
        outcome.fixes.map(({ fixed }) => fixed),
      ),
    ),
  );
  return found.filter((_, at) => complete[at]);
}

interface Noting {
  readonly staged: Staged;
  readonly plans: readonly ServicePlan[];
  readonly entries: readonly IgnoredEntry[];
  readonly gitSettings: Seen;
}

function nameIngredients(
  { program }: CommandContext,
  repository: Repository,
  { staged: { services }, plans, entries, gitSettings }: Noting,
): Seen[] {
  const { top } = repository;
  const sources = entries.map((entry) => ({
    path: entry.path,
    source: entry.source ?? below(top, entry.path),
    kind: () => entryKind(entry, top),
    generated: () => generatedPaths(below(top, entry.path)),
  }));
  const seen = survey(sources, {
    top,
    checkouts: repositoryDirectory(privateDirectory(), repository),
    switchyard: program,
  });
  const git = together([gitSettings, noteGitState(repository)]);
  // Directories and PATH as in a snapshot, but in the working tree; tracked files among them are in the tree's id.
  const workplace = workplaces({ root: top, top }, false);
  return plans.map((plan) => {
    const place = workplace(plan.service.directory);
    const find = (name: string) => {
      const search = findProgram(name, place.directory, place.path);
      return search.kind === 'found' ? search.program : undefined;
    };
    const start = { ...place, words: parseCommand, find };
    return ingredients(plan, seen, git, start, { top }, unseenDirectories(plan.service, services));
  });
}
