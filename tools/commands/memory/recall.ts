// Looks up and stores remembered results. The inputs of each service (`memory/inputs.ts`) are collected before its
// linters start, and looked at again when they have ended: if one has changed meanwhile, the result is not stored.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IgnoredEntry } from '../../base/model/ignored-entry.ts';
import { withLookupCache } from '../../base/lookups.ts';
import type { ResultInputs, OutsideFiles } from '../../base/model/lint-result.ts';
import { hasPassed, type ServiceOutcome } from '../../base/model/outcome.ts';
import { joinPath, isWithin, type RepoPath } from '../../base/paths.ts';
import type { ServicePlan } from '../../base/model/plan.ts';
import { haveObjects } from '../../git/have-objects.ts';
import type { Repository } from '../../git/repository.ts';
import { findProgram } from '../../lint/find-program.ts';
import { parseCommand } from '../../lint/parse-command.ts';
import { executionContexts } from '../../lint/execution-context.ts';
import { contentDigest, unusedDirectories } from '../../memory/content.ts';
import { gitStateInputs } from '../../memory/git-state.ts';
import {
  areInputsOlder,
  areInputsUnchanged,
  combineInputs,
  type Inputs,
} from '../../memory/inputs.ts';
import { resolveReferences, outsideInputs, type OutsideReferences } from '../../memory/outside.ts';
import {
  hasResultFor,
  readResult,
  cacheKey,
  writeResults,
  type Result,
} from '../../memory/store.ts';
import { serviceInputs, sharedInputs } from '../../memory/service-inputs.ts';
import { mergeHeads } from '../../select/staged.ts';
import { entryKind } from '../../snapshot/ignored/describe/entry-kind.ts';
import { generatedPaths } from '../../snapshot/ignored/describe/generated.ts';
import { privateDirectory, repositoryDirectory } from '../../snapshot/private-directory.ts';
import type { CommandContext } from '../context.ts';
import type { LintedServices } from '../lint-files.ts';
import type { IgnoredListing } from './list-ignored.ts';
import { listReferences } from './list-references.ts';
import { once } from '../once.ts';
import type { Staged } from '../staged.ts';

export interface RecalledResults {
  /** The outcomes of services with a stored result for exactly these inputs. */
  readonly services: readonly ServiceOutcome[];
  /** The inputs of these results besides the content, by the service's directory. */
  readonly inputs: ReadonlyMap<RepoPath, ResultInputs>;
  /** Collects the inputs of the other services' results. To be awaited before their linters start. */
  readonly collectInputs: () => Promise<void>;
  /** Stores the results of those of `linted` that passed, and returns their inputs by the service's directory. */
  readonly remember: (linted: LintedServices) => Promise<ReadonlyMap<RepoPath, ResultInputs>>;
}

/** Looks up stored results for the services of the plan that have staged files to lint. */
export async function recall(
  context: CommandContext,
  repository: Repository,
  staged: Staged,
  ignored: IgnoredListing,
): Promise<RecalledResults> {
  const plans = staged.plan.services.filter(({ steps }) => steps.length > 0);
  const { tree, head, changes: files, services } = staged;
  const isMerge = mergeHeads(repository).length > 0;
  const contents = plans.map((plan) =>
    contentDigest({ tree, head, files, isMerge, services }, plan),
  );
  const collecting = once(async () => {
    const entries = await ignored.entries(staged);
    const sources = { staged, plans, entries, gitSettings: ignored.gitSettings() };
    return withLookupCache(() => inputsOfPlans(context, repository, sources));
  });
  const references = listReferences(repository, staged);
  // New content has no result: then the inputs can be collected later, while git makes the snapshot.
  const before = hasResultFor(repository, contents) ? await collecting() : [];
  const found = withLookupCache(() =>
    before.flatMap((inputs, at) => findResult(repository, plans[at], inputs, contents[at])),
  );
  const recalled = await withExistingBlobs(repository, found);
  return {
    services: recalled.map(({ outcome }) => outcome),
    inputs: new Map(
      recalled.map(({ outcome, inputs }) => [outcome.result.plan.service.directory, inputs]),
    ),
    collectInputs: async () => {
      await nextTurn();
      await Promise.all([collecting(), references.start()]);
    },
    remember: async ({ services: linted, snapshot }) => {
      const remembered = new Map<RepoPath, ResultInputs>();
      if (linted.some(({ unusableFiles }) => unusableFiles.length > 0)) return remembered; // fixes are not known
      const passed = linted.filter(hasPassed);
      if (passed.length === 0) {
        if (references.isOfHead) await references.complete(snapshot.root); // for the next try
        return remembered;
      }
      const [inputs, outsideReferences] = await Promise.all([
        collecting(),
        references.complete(snapshot.root),
      ]);
      const results: Result[] = [];
      withLookupCache(() => {
        for (const { result, fixes } of passed) {
          const { plan } = result;
          const at = plans.indexOf(plan);
          const [own, content] = [inputs[at], contents[at]];
          if (own?.cacheable !== true || content === undefined) continue;
          const { since } = snapshot;
          if (own.settled >= since || !areInputsUnchanged(own)) continue;
          const outside = outsideFilesOf(plan, outsideReferences, repository, staged, since);
          if (outside === undefined) continue;
          results.push({ key: cacheKey(content, own.digest), since, outside, fixes });
          remembered.set(plan.service.directory, { digest: own.digest, since, outside });
        }
      });
      writeResults(repository, results);
      return remembered;
    },
  };
}

interface RecalledResult {
  readonly outcome: ServiceOutcome;
  readonly inputs: ResultInputs;
}

/** The stored result with the plan's cache key, if all inputs that must be older are; as a list of one, or empty. */
function findResult(
  repository: Repository,
  plan: ServicePlan | undefined,
  inputs: Inputs,
  content: string | undefined,
): RecalledResult[] {
  if (!inputs.cacheable || plan === undefined || content === undefined) return [];
  const found = readResult(repository, cacheKey(content, inputs.digest));
  // A result from the future was made before the clock was set back: every path would seem to be older.
  if (found === undefined || found.since > Date.now() || !areInputsOlder(inputs, found.since))
    return [];
  const outside = outsideInputs(found.outside.paths, repository.top);
  if (outside.digest !== found.outside.digest || !areInputsOlder(outside, found.since)) return [];
  const result = { plan, commands: [], milliseconds: 0 };
  return [
    {
      outcome: { result, fixes: found.fixes, unusableFiles: [], remembered: true },
      inputs: { digest: inputs.digest, since: found.since, outside: found.outside },
    },
  ];
}

/**
 * The files outside of the repository that the plan's linters' configuration refers to. `undefined` if they cannot all
 * be known, or were changed after the snapshot was begun.
 */
function outsideFilesOf(
  { service }: ServicePlan,
  references: readonly OutsideReferences[],
  { top }: Repository,
  { services }: Staged,
  since: number,
): OutsideFiles | undefined {
  const unused = unusedDirectories(service, services);
  const visible = references.filter(
    ({ file }) => !unused.some((directory) => isWithin(directory, file)),
  );
  const paths = resolveReferences(visible, service.directory, top);
  const { cacheable, settled, digest } = outsideInputs(paths, top);
  return cacheable && settled < since ? { paths, digest } : undefined;
}

/** Those whose fixed blobs are still in the object database: nothing refers to them, so git may have removed them. */
async function withExistingBlobs(
  repository: Repository,
  found: readonly RecalledResult[],
): Promise<RecalledResult[]> {
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

interface InputSources {
  readonly staged: Staged;
  readonly plans: readonly ServicePlan[];
  readonly entries: readonly IgnoredEntry[];
  readonly gitSettings: Inputs;
}

function inputsOfPlans(
  { program }: CommandContext,
  repository: Repository,
  { staged: { services }, plans, entries, gitSettings }: InputSources,
): Inputs[] {
  const { top } = repository;
  const sources = entries.map((entry) => ({
    path: entry.path,
    source: entry.source ?? joinPath(top, entry.path),
    kind: () => entryKind(entry, top),
    generated: () => generatedPaths(joinPath(top, entry.path)),
  }));
  const shared = sharedInputs(sources, {
    top,
    checkouts: repositoryDirectory(privateDirectory(), repository),
    switchyard: program,
  });
  const git = combineInputs([gitSettings, gitStateInputs(repository)]);
  // Directories and PATH as in a snapshot, but in the working tree; tracked files among them are in the tree's id.
  const contextOf = executionContexts({ root: top, top }, false);
  return plans.map((plan) => {
    const executionContext = contextOf(plan.service.directory);
    const find = (name: string) => {
      const search = findProgram(name, executionContext.directory, executionContext.path);
      return search.kind === 'found' ? search.program : undefined;
    };
    const start = { ...executionContext, words: parseCommand, find };
    return serviceInputs(
      plan,
      shared,
      git,
      start,
      { top },
      unusedDirectories(plan.service, services),
    );
  });
}
