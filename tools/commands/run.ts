// `switchyard run`: lints what is staged and publishes the fixes of all services, or none.
import { allOf } from '../base/all-of.ts';
import type { RunOutcome } from '../base/model/outcome.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { pathContextOf, type CommandContext, type RunReport } from './context.ts';
import { refuseWhileHidden } from './hidden-edits.ts';
import { fixesOf, lintStagedFiles } from './lint-staged-files.ts';
import { ignoredListing } from './memory/list-ignored.ts';
import { publishFixes } from './publish-fixes.ts';
import { ignoreFailure, prepareFixedResults } from './memory/remember-published.ts';
import { newRun } from './selected.ts';
import { withStaged } from './staged.ts';

/**
 * Lints the staged files of the named services (of all if none is named), and publishes their fixes. A failed linter
 * and an index that changed meanwhile are outcomes. If it throws before the index swap, it has changed no user file.
 */
export async function run(
  context: CommandContext,
  services: readonly string[],
  { remembers }: { readonly remembers: boolean },
): Promise<RunReport> {
  const repository = await context.repository;
  const ignored = remembers ? ignoredListing(repository) : undefined;
  const request = { services: () => [services], run: newRun(), ignored };
  return withStaged(context, repository, request, async (staged) => {
    const { plan, changes } = staged;
    const nothing = { plan, services: [], skips: [] };
    const report = (outcome: RunOutcome, snapshotRoot?: AbsolutePath): RunReport => ({
      outcome,
      pathContext: pathContextOf(repository, snapshotRoot),
    });
    const routed = new Set(plan.services.flatMap(({ paths }) => paths));
    if (routed.size === 0) {
      return report({ ...nothing, end: { kind: 'nothing-to-do', staged: changes.length } });
    }
    const { snapshotRoot, passed, inputs, ...linted } = await lintStagedFiles(
      context,
      repository,
      staged,
      ignored,
    );
    if (!passed) {
      await inputs;
      return report({ plan, ...linted, end: { kind: 'failed' } }, snapshotRoot);
    }
    const fixes = fixesOf(linted.services);
    const given = changes.filter(({ path }) => routed.has(path));
    const publishing = async () => {
      if (fixes.length > 0) refuseWhileHidden(repository);
      return publishFixes(context, repository, staged, given, fixes);
    };
    const [end, rememberFixed] = await allOf([
      publishing(),
      ignoreFailure(inputs.then((known) => prepareFixedResults(repository, staged, fixes, known))),
    ]);
    if (end.kind === 'published') rememberFixed();
    return report({ plan, ...linted, end }, snapshotRoot);
  });
}
