// `switchyard publish`: the last job of a hook. Publishes what this run's `lint` jobs kept, all or none.
import { allOf } from '../base/all-of.ts';
import type { Skip } from '../base/model/outcome.ts';
import { forgetResults, keptResults } from '../publish/kept-results.ts';
import { pathContextOf, type CommandContext, type RunReport } from './context.ts';
import { hookRun } from './hook-run.ts';
import { publishFixes } from './publish-fixes.ts';
import { ignoreFailure, prepareFixedResults } from './memory/remember-published.ts';
import { withStaged } from './staged.ts';

/**
 * Publishes what the run's `lint` jobs kept; a service that has something staged and no result is a skip. Removes the
 * run's results, also when it fails. Fails with `usage` outside of a hook run.
 */
export async function publish(context: CommandContext): Promise<RunReport> {
  const run = hookRun('publish');
  const repository = await context.repository;
  try {
    return await withStaged(
      context,
      repository,
      { services: () => [[]], run, sharedBy: run },
      async (staged) => {
        const { plan } = staged;
        const due = plan.services.filter(({ steps }) => steps.length > 0);
        const all = keptResults(repository, run);
        const results = due.map(({ service }) => ({
          service,
          result: all.find((result) => result.service === service.directory),
        }));
        const kept = results.flatMap(({ result }) => (result === undefined ? [] : [result]));
        const skips = results.flatMap(({ service, result }): Skip[] =>
          result === undefined ? [{ service, why: { kind: 'no-result' } }] : [],
        );
        const inputs = new Map(
          results.flatMap(({ service: { directory }, result }) =>
            result?.remembered?.tree === staged.tree
              ? [[directory, result.remembered.inputs] as const]
              : [],
          ),
        );
        // Also the entries of services that have nothing staged any more.
        const linted = all.flatMap((result) => result.linted);
        const fixes = kept.flatMap((result) => result.fixes);
        const [end, rememberFixed] = await allOf([
          publishFixes(context, repository, staged, linted, fixes),
          ignoreFailure(prepareFixedResults(repository, staged, fixes, inputs)),
        ]);
        if (end.kind === 'published') rememberFixed();
        return {
          outcome: { plan, services: [], skips, end },
          pathContext: pathContextOf(repository),
        };
      },
    );
  } finally {
    forgetResults(repository, run); // a hook that failed has another id next time
  }
}
