// `switchyard lint <service…>`: one job of a hook. Lints, and keeps the result for `switchyard publish`.
import type { RunOutcome } from '../base/outcome.ts';
import { keepResult } from '../publish/kept-results.ts';
import type { CommandContext, RunReport } from './context.ts';
import { hookRun } from './hook-run.ts';
import { lintStagedFiles } from './lint-staged-files.ts';
import { meanwhile, surroundings } from './memory.ts';
import { once } from './once.ts';
import { withStaged } from './staged.ts';

export async function lint(
  context: CommandContext,
  services: readonly string[],
  { remembers }: { readonly remembers: boolean },
): Promise<RunReport> {
  const run = hookRun('lint');
  const repository = await context.repository;
  const { top, userDirectory } = repository;
  const around = remembers ? once(() => surroundings(context, repository, run)) : undefined;
  const request = { services, run, sharedBy: run, ...meanwhile(around) };
  return withStaged(context, repository, request, async (staged) => {
    const { plan, changes } = staged;
    const report = (outcome: RunOutcome, snapshotRoot?: RunReport['places']['snapshotRoot']) => ({
      outcome,
      places: { top, userDirectory, snapshotRoot },
    });
    if (plan.services.every(({ steps }) => steps.length === 0)) {
      const end = { kind: 'nothing-to-do', staged: changes.length } as const;
      return report({ plan, services: [], skips: [], end });
    }
    const { snapshotRoot, passed, ingredients, ...linted } = await lintStagedFiles(
      context,
      repository,
      staged,
      around?.(),
    );
    const known = await ingredients;
    if (passed) {
      for (const { service, paths } of plan.services) {
        const routed = new Set(paths);
        const outcome = linted.services.find(({ result }) => result.plan.service === service);
        const own = known.get(service.directory);
        keepResult(repository, run, service.directory, {
          linted: changes.filter(({ path }) => routed.has(path)),
          fixes: outcome?.fixes ?? [],
          remembered: own === undefined ? undefined : { tree: staged.tree, ingredients: own },
        });
      }
    }
    const end = { kind: passed ? 'kept' : 'failed' } as const;
    return report({ plan, ...linted, end }, snapshotRoot);
  });
}
