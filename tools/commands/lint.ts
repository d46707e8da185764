// `switchyard lint <service…>`: a job of a hook, which may do the work of the run's other jobs too
// (`base/hook-run/jobs-of-run.ts`). Lints, and keeps the results for `switchyard publish`.
import { setTimeout as sleep } from 'node:timers/promises';
import { takeJobs, takeLastJobs, type Job, type Lead } from '../base/hook-run/jobs-of-run.ts';
import { leaveNothingToPublish } from '../base/hook-run/nothing-to-publish.ts';
import { hasPassed, type RunOutcome } from '../base/model/outcome.ts';
import type { ResultInputs } from '../base/model/lint-result.ts';
import type { RepoPath } from '../base/paths.ts';
import { runDirectory } from '../base/hook-run/run-directory.ts';
import { sinceStart } from '../base/timing.ts';
import type { Repository } from '../git/repository.ts';
import { forgetResults, keepResult } from '../publish/kept-results.ts';
import { pathContextOf, type CommandContext, type RunReport } from './context.ts';
import { hookRun } from './hook-run.ts';
import { lintStagedFiles, nothingLinted, type LintedStagedFiles } from './lint-staged-files.ts';
import { ignoredListing } from './memory/list-ignored.ts';
import type { SelectedRequest } from './selected.ts';
import { withStaged, type Staged } from './staged.ts';

/**
 * Lints the staged files of the named services, and keeps the results for `publish`. With `lead`, also those of the
 * jobs that ask in time; the report has theirs in `others`. Fails with `usage` outside of a hook run.
 */
export async function lint(
  context: CommandContext,
  services: readonly string[],
  { remembers, lead }: { readonly remembers: boolean; readonly lead: Lead | undefined },
): Promise<RunReport> {
  const run = hookRun('lint');
  const repository = await context.repository;
  const ignored = remembers ? ignoredListing(repository) : undefined;
  const jobs: Job[] = [];
  const asked: SelectedRequest['services'] = async (isEnough) => {
    const lists = () => [services, ...jobs.map((job) => job.services)];
    if (lead === undefined) return lists();
    const end = sinceStart() + WAIT_MS;
    jobs.push(...takeJobs(lead));
    while (!isEnough(lists()) && sinceStart() < end) {
      await sleep(POLL);
      jobs.push(...takeJobs(lead));
    }
    jobs.push(...takeLastJobs(lead));
    return lists();
  };
  const request = { services: asked, run, sharedBy: run, ignored };
  return withStaged(context, repository, request, async (staged) => {
    const isDue = staged.plan.services.some(({ steps }) => steps.length > 0);
    const linted = isDue
      ? await lintStagedFiles(context, repository, staged, ignored)
      : nothingLinted;
    const known = await linted.inputs;
    const reportOf = (directories: ReadonlySet<RepoPath>): RunReport => {
      const outcome = outcomeOf(staged, linted, directories);
      if (outcome.end.kind === 'kept') keep(repository, run, staged, outcome, known);
      return { outcome, pathContext: pathContextOf(repository, linted.snapshotRoot) };
    };
    const [own = new Set(), ...others] = staged.chosen;
    const reports = {
      ...reportOf(own),
      others: jobs.flatMap((job, at) => {
        const directories = others[at];
        return directories === undefined ? [] : [{ job, report: reportOf(directories) }];
      }),
    };
    const isAll = coversCommit(staged);
    if (isAll && !linted.passed) forgetResults(repository, run); // the hook fails before it gets to `publish`
    // If nothing was to be linted, `publish` has to run: it says so.
    if (lead !== undefined && isAll && isDue && hasFixedNothing(linted)) {
      leaveNothingToPublish(lead, {
        index: repository.index,
        state: staged.index.fingerprint,
        results: runDirectory(repository.records, run),
      });
    }
    return reports;
  });
}

/** Whether the plan has all files of the commit that have a task, so that no other job has anything to do. */
const coversCommit = ({ plan, routed }: Staged): boolean =>
  new Set(plan.services.flatMap(({ paths }) => paths)).size === routed.size;

const hasFixedNothing = ({ passed, skips, services }: LintedStagedFiles): boolean =>
  passed && skips.length === 0 && services.every(({ fixes }) => fixes.length === 0);

/** How long to wait for other jobs, in milliseconds: with few cores, some of them start late. */
const WAIT_MS = 40;
const POLL = 4;

/** The outcome for the services in `directories`. */
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

/** Keeps the result of each service in `plan`, which have passed. */
function keep(
  repository: Repository,
  run: string,
  { changes, tree }: Staged,
  { plan, services }: RunOutcome,
  inputs: ReadonlyMap<RepoPath, ResultInputs>,
): void {
  for (const { service, paths } of plan.services) {
    const routed = new Set(paths);
    const outcome = services.find(({ result }) => result.plan.service === service);
    const own = inputs.get(service.directory);
    keepResult(repository, run, {
      service: service.directory,
      linted: changes.filter(({ path }) => routed.has(path)),
      fixes: outcome?.fixes ?? [],
      remembered: own === undefined ? undefined : { tree, inputs: own },
    });
  }
}
