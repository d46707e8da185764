// `switchyard lint <service…>`: one job of a hook. Lints, and keeps the result for `switchyard publish`.
import type { RunOutcome } from '../base/outcome.ts';
import { keepResult } from '../publish/kept-results.ts';
import type { CommandContext, RunReport } from './context.ts';
import { hookRun } from './hook-run.ts';
import { lintStagedFiles } from './lint-staged-files.ts';
import { withStaged } from './staged.ts';

export async function lint(
  context: CommandContext,
  services: readonly string[],
): Promise<RunReport> {
  const run = hookRun('lint');
  const repository = await context.repository;
  const { top, userDirectory } = repository;
  return withStaged(context, repository, { services, run, sharedBy: run }, async (staged) => {
    const { plan, completed, changes } = staged;
    const report = (outcome: RunOutcome, snapshotRoot?: RunReport['places']['snapshotRoot']) => ({
      outcome,
      places: { top, userDirectory, snapshotRoot },
    });
    if (plan.services.every(({ steps }) => steps.length === 0)) {
      const end = { kind: 'nothing-to-do', staged: changes.length } as const;
      return report({ plan, completed, services: [], skips: [], end });
    }
    const { snapshot, passed, ...linted } = await lintStagedFiles(context, repository, staged);
    if (passed) {
      for (const { service, paths } of plan.services) {
        const routed = new Set(paths);
        const outcome = linted.services.find(({ result }) => result.plan.service === service);
        keepResult(repository, run, service.directory, {
          linted: changes.filter(({ path }) => routed.has(path)),
          fixes: outcome?.fixes ?? [],
        });
      }
    }
    const end = { kind: passed ? 'kept' : 'failed' } as const;
    return report({ plan, completed, ...linted, end }, snapshot.root);
  });
}
