// Parts of a plan: those of its paths that are wanted, those of one shard.
import { createHash } from 'node:crypto';
import type { RepoPath } from '../base/paths.ts';
import type { Plan, ServicePlan, Step } from '../base/plan.ts';
import type { Service } from '../base/service.ts';

/** One of `count` parts; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The plan for those paths only that `keep`. `service` is missing where no service owns the path. */
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
 * One shard's part: each path is in one shard, whatever else was selected, with all of its steps.
 * What a function of the configuration returns without file names runs where its step's first path is.
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
  return { ...step, whole: { paths: all, isHere: first !== undefined && isMine(first) } };
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

/** From 1 to `count`, by the path alone: the same on every machine and for every selection. */
const shardOf = (path: RepoPath, count: number): number =>
  (createHash('sha256').update(Buffer.from(path, 'utf16le')).digest().readUInt32BE(0) % count) + 1;
