// Narrows a plan to some of its paths, or to one shard.
import type { RepoPath } from '../base/paths.ts';
import type { Plan, ServicePlan, Step } from '../base/model/plan.ts';
import type { Service } from '../base/model/service.ts';
import { sha256 } from '../base/sha256.ts';

/** One of `count` parts; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The plan with only the paths for which `keep` is true. `service` is absent if no service owns the path. */
export function narrowPlan(
  { services, unowned }: Plan,
  keep: (path: RepoPath, service: Service | undefined) => boolean,
): Plan {
  return {
    services: services.flatMap((plan) => narrowService(plan, (path) => keep(path, plan.service))),
    unowned: unowned.filter((path) => keep(path, undefined)),
  };
}

/**
 * The plan of one shard. Each path is in exactly one shard, whatever else is selected, with all of its steps. Commands
 * without file names, which functions of the configuration return, run in the shard of their step's first path.
 */
export function shardPlan(plan: Plan, shard: Shard): Plan {
  const isMine = (path: RepoPath): boolean => shardOf(path, shard.count) === shard.index;
  const whole = new Map(plan.services.map(({ service, steps }) => [service, steps]));
  const mine = narrowPlan(plan, isMine);
  return {
    ...mine,
    services: mine.services.map((own) => ({
      ...own,
      steps: own.steps.map((step) => withWhole(step, whole.get(own.service), isMine)),
    })),
  };
}

function withWhole(
  step: Step,
  steps: readonly Step[] = [],
  isMine: (path: RepoPath) => boolean,
): Step {
  if (!step.pattern.tasks.some(({ kind }) => kind === 'function')) return step;
  const all = steps.find(({ pattern }) => pattern === step.pattern)?.paths ?? step.paths;
  const [first] = all;
  return { ...step, unsharded: { paths: all, runsHere: first !== undefined && isMine(first) } };
}

function narrowService(plan: ServicePlan, keep: (path: RepoPath) => boolean): ServicePlan[] {
  const steps = plan.steps
    .map((step) => ({ ...step, paths: step.paths.filter(keep) }))
    .filter(({ paths }) => paths.length > 0);
  const paths = plan.paths.filter(keep);
  const unmatched = plan.unmatched.filter(keep);
  if (paths.length === 0 && unmatched.length === 0) return [];
  return [{ service: plan.service, steps, paths, unmatched }];
}

/** The shard of a path, from 1 to `count`: by a hash of the path, the same on every machine. */
const shardOf = (path: RepoPath, count: number): number =>
  (Number.parseInt(sha256(Buffer.from(path, 'utf16le')).slice(0, 8), 16) % count) + 1;
