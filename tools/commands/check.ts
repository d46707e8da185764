// `switchyard check`: the same linters on the same kind of snapshot as a commit's, on any tree and set of
// paths. Publishes nothing: what a linter would change is a finding.
import { readFileSync } from 'node:fs';
import type { CheckOutcome, Unstable } from '../base/check-outcome.ts';
import { inspect } from '../base/files.ts';
import type { FilePatch } from '../base/finding.ts';
import { fsPath } from '../base/names.ts';
import { writeOutput } from '../base/outputs.ts';
import { below, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import { patchesOf } from '../git/patch.ts';
import type { Repository } from '../git/repository.ts';
import { lint } from '../lint/lint.ts';
import { narrowPlan, shardPlan, type Shard } from '../route/narrow-plan.ts';
import { narrowToSubject, selectForCheck, type CheckScope } from './check-selection.ts';
import type { CommandContext, Places } from './context.ts';
import { hasPassed, lintFiles, type LintedServices, type Linting } from './lint-files.ts';
import { fixesOf } from './lint-staged-files.ts';
import { newRun, withSelected } from './selected.ts';

export interface CheckRequest {
  readonly scope: CheckScope;
  /** Empty for all. */
  readonly services: readonly string[];
  readonly shard: Shard | undefined;
  /** Where to write what the linters would change, from where the command was started. */
  readonly patch: string | undefined;
  readonly linting: Linting;
}

export interface CheckReport {
  readonly outcome: CheckOutcome;
  readonly places: Places;
}

export async function check(context: CommandContext, request: CheckRequest): Promise<CheckReport> {
  const repository = await context.repository;
  const { top, userDirectory } = repository;
  const wanted = { services: request.services, run: newRun() };
  const select = (scratch: AbsolutePath) => selectForCheck(repository, scratch, request.scope);
  return withSelected(context, repository, wanted, select, async (selected) => {
    const { plan: whole, subject } = narrowToSubject(selected);
    const plan = request.shard === undefined ? whole : shardPlan(whole, request.shard);
    const { changed, changes, compared } = selected;
    const count = compared.kind === 'changed' ? changed.size : changes.length;
    const found = { subject, shard: request.shard, selected: count, plan };
    if (plan.services.every(({ steps }) => steps.length === 0)) {
      writePatch(context, request, []);
      const outcome = { ...found, services: [], skips: [], patches: [], unstable: [] };
      return { outcome, places: { top, userDirectory, snapshotRoot: undefined } };
    }
    const linted = await lintFiles(context, repository, { ...selected, plan }, request.linting);
    const { services, skips, snapshot } = linted;
    const unstable = await findUnstable(context, repository, linted, request.linting);
    const replacements = fixesOf(services).map(({ path, mode, fixed }) => {
      return { path, mode, blob: fixed };
    });
    const patches = await patchesOf(selected.index.place, selected.tree, replacements);
    writePatch(context, request, patches);
    const outcome = { ...found, services, skips, patches, unstable };
    return { outcome, places: { top, userDirectory, snapshotRoot: snapshot.root } };
  });
}

function writePatch(
  { directory }: CommandContext,
  { patch }: CheckRequest,
  patches: readonly FilePatch[],
): void {
  if (patch === undefined) return;
  writeOutput(resolveFrom(directory, patch), Buffer.concat(patches.map((file) => file.patch)));
}

/**
 * Has linters that passed and changed files look at their own result, in the same snapshot: a commit
 * that went through the hook holds it, and could not pass if they changed it again.
 */
async function findUnstable(
  { signal, onProgress }: CommandContext,
  repository: Repository,
  { services, snapshot }: LintedServices,
  linting: Linting,
): Promise<Unstable[]> {
  const changing = services.filter((service) => service.fixes.length > 0 && hasPassed(service));
  if (changing.length === 0) return [];
  const fixed = new Set(fixesOf(changing).map(({ path }) => path));
  const plans = changing.map(({ result }) => result.plan);
  const again = narrowPlan({ services: plans, unowned: [] }, (path) => fixed.has(path));
  const trees = { root: snapshot.root, top: repository.top };
  const results = await lint(again.services, { ...trees, ...linting, signal, onProgress });
  signal.throwIfAborted();
  return results.flatMap(({ plan: { service }, commands }): Unstable[] => {
    const fixes = changing.find(({ result }) => result.plan.service === service)?.fixes ?? [];
    const paths = fixes
      .filter(({ path, fix }) => !holds(below(snapshot.root, path), fix))
      .map(({ path }) => path);
    const failed = commands.some(({ status }) => status.kind !== 'passed');
    return paths.length > 0 || failed ? [{ service, paths }] : [];
  });
}

const holds = (file: AbsolutePath, content: Buffer): boolean =>
  inspect(file)?.isFile() === true && readFileSync(fsPath(file)).equals(content);
