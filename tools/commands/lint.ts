// `switchyard lint <service…>`: one job of a hook, or all that ask it to in time. Lints, and keeps the results for
// `switchyard publish`.
import { takeJobs, type Job, type Lead } from '../base/jobs-of-run.ts';
import type { RunOutcome } from '../base/outcome.ts';
import type { Ingredients } from '../base/lint-result.ts';
import type { RepoPath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import { keepResult } from '../publish/kept-results.ts';
import type { CommandContext, RunReport } from './context.ts';
import { hookRun } from './hook-run.ts';
import { hasPassed } from './lint-files.ts';
import { lintStagedFiles, nothingLinted, type LintedStagedFiles } from './lint-staged-files.ts';
import { meanwhile, surroundings } from './memory.ts';
import { once } from './once.ts';
import { withStaged, type Staged } from './staged.ts';

/** `lead`: of the jobs of the run that this process leads. */
export async function lint(
  context: CommandContext,
  services: readonly string[],
  { remembers, lead }: { readonly remembers: boolean; readonly lead: Lead | undefined },
): Promise<RunReport> {
  const run = hookRun('lint');
  const repository = await context.repository;
  const around = remembers ? once(() => surroundings(context, repository)) : undefined;
  const jobs: Job[] = [];
  const asked = (): (readonly string[])[] => {
    if (lead !== undefined) jobs.push(...takeJobs(lead));
    return [services, ...jobs.map((job) => job.services)];
  };
  const request = { services: asked, run, sharedBy: run, ...meanwhile(around) };
  return withStaged(context, repository, request, async (staged) => {
    const isDue = staged.plan.services.some(({ steps }) => steps.length > 0);
    const linted = isDue
      ? await lintStagedFiles(context, repository, staged, around?.())
      : nothingLinted;
    const known = await linted.ingredients;
    const reportOf = (directories: ReadonlySet<RepoPath>): RunReport => {
      const outcome = outcomeOf(staged, linted, directories);
      if (outcome.end.kind === 'kept') keep(repository, run, staged, outcome, known);
      const { top, userDirectory } = repository;
      return { outcome, places: { top, userDirectory, snapshotRoot: linted.snapshotRoot } };
    };
    const [own = new Set(), ...others] = staged.chosen;
    return {
      ...reportOf(own),
      others: jobs.map((job, at) => ({ job, report: reportOf(others[at] ?? new Set()) })),
    };
  });
}

/** What became of the services in `directories`. */
function outcomeOf(
  { plan: whole, changes }: Staged,
  linted: LintedStagedFiles,
  directories: ReadonlySet<RepoPath>,
): RunOutcome {
  const isOwn = ({ directory }: { readonly directory: RepoPath }): boolean =>
    directories.has(directory);
  const plan = { ...whole, services: whole.services.filter(({ service }) => isOwn(service)) };
  const services = linted.services.filter(({ result }) => isOwn(result.plan.service));
  const skips = linted.skips.filter(({ service }) => isOwn(service));
  const found = { plan, services, skips, alsoStaged: linted.alsoStaged };
  if (plan.services.every(({ steps }) => steps.length === 0)) {
    return { ...found, end: { kind: 'nothing-to-do', staged: changes.length } };
  }
  return { ...found, end: { kind: services.every(hasPassed) ? 'kept' : 'failed' } };
}

function keep(
  repository: Repository,
  run: string,
  { changes, tree }: Staged,
  { plan, services }: RunOutcome,
  ingredients: ReadonlyMap<RepoPath, Ingredients>,
): void {
  for (const { service, paths } of plan.services) {
    const routed = new Set(paths);
    const outcome = services.find(({ result }) => result.plan.service === service);
    const own = ingredients.get(service.directory);
    keepResult(repository, run, service.directory, {
      linted: changes.filter(({ path }) => routed.has(path)),
      fixes: outcome?.fixes ?? [],
      remembered: own === undefined ? undefined : { tree, ingredients: own },
    });
  }
}
