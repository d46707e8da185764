// `switchyard check`: the same linters on the same kind of snapshot as a commit's, on any tree and set of
// paths. Publishes nothing: what a linter would change is a finding.
import type { CheckOutcome } from '../../base/model/check-outcome.ts';
import type { FilePatch } from '../../base/model/finding.ts';
import { writeOutput } from '../../base/outputs.ts';
import { resolvePath, type AbsolutePath } from '../../base/paths.ts';
import { patchesOf } from '../../git/patch.ts';
import type { PathContext } from '../../report/shown-path.ts';
import { shardPlan, type Shard } from '../../route/narrow-plan.ts';
import { narrowToSubject, selectForCheck, type CheckScope } from './check-selection.ts';
import { pathContextOf, type CommandContext } from '../context.ts';
import { findUnstable } from './find-unstable.ts';
import { lintFiles, type Linting } from '../lint-files.ts';
import { fixesOf } from '../lint-staged-files.ts';
import { newRun, withSelected } from '../selected.ts';

export interface CheckRequest {
  readonly scope: CheckScope;
  /** Empty for all. */
  readonly services: readonly string[];
  readonly shard: Shard | undefined;
  /** A file to write the linters' changes to, relative to the working directory. */
  readonly patch: string | undefined;
  readonly linting: Linting;
}

export interface CheckReport {
  readonly outcome: CheckOutcome;
  readonly pathContext: PathContext;
}

/** Fails as `selectForCheck` does, and with `usage` if the patch file cannot be written. */
export async function check(context: CommandContext, request: CheckRequest): Promise<CheckReport> {
  const repository = await context.repository;
  const wanted = { services: () => [request.services], run: newRun() };
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
      return { outcome, pathContext: pathContextOf(repository) };
    }
    const linted = await lintFiles(context, repository, { ...selected, plan }, request.linting);
    const { services, skips, snapshot } = linted;
    const unstable = await findUnstable(context, repository, linted, request.linting);
    const replacements = fixesOf(services).map(({ path, mode, fixed }) => {
      return { path, mode, blob: fixed };
    });
    const patches = await patchesOf(selected.index.gitContext, selected.tree, replacements);
    writePatch(context, request, patches);
    const outcome = { ...found, services, skips, patches, unstable };
    return { outcome, pathContext: pathContextOf(repository, snapshot.root) };
  });
}

function writePatch(
  { directory }: CommandContext,
  { patch }: CheckRequest,
  patches: readonly FilePatch[],
): void {
  if (patch === undefined) return;
  writeOutput(resolvePath(directory, patch), Buffer.concat(patches.map((file) => file.patch)));
}
