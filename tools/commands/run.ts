// `switchyard run`: lints what is staged and publishes the fixes of all services, or none.
import type { RunOutcome } from '../base/outcome.ts';
import type { CommandContext, RunReport } from './context.ts';
import { fixesOf, lintStagedFiles } from './lint-staged-files.ts';
import { publishFixes } from './publish-fixes.ts';
import { newRun } from './selected.ts';
import { withStaged } from './staged.ts';

export async function run(
  context: CommandContext,
  services: readonly string[],
): Promise<RunReport> {
  const repository = await context.repository;
  const { top, userDirectory } = repository;
  return withStaged(context, repository, { services, run: newRun() }, async (staged) => {
    const { plan, completed, changes } = staged;
    const nothing = { plan, completed, services: [], skips: [] };
    const report = (outcome: RunOutcome, snapshotRoot?: RunReport['places']['snapshotRoot']) => ({
      outcome,
      places: { top, userDirectory, snapshotRoot },
    });
    const routed = new Set(plan.services.flatMap(({ paths }) => paths));
    if (routed.size === 0) {
      return report({ ...nothing, end: { kind: 'nothing-to-do', staged: changes.length } });
    }
    const { snapshot, passed, ...linted } = await lintStagedFiles(context, repository, staged);
    const end: RunOutcome['end'] = passed
      ? await publishFixes(
          repository,
          staged,
          changes.filter(({ path }) => routed.has(path)),
          fixesOf(linted.services),
        )
      : { kind: 'failed' };
    return report({ plan, completed, ...linted, end }, snapshot.root);
  });
}
