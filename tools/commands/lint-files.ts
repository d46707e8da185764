// Lints selected files in a snapshot and finds what the linters changed there. Publishes nothing, and
// leaves the snapshot open.
import { allOf } from '../base/all-of.ts';
import { variable } from '../base/environment.ts';
import type { LintResult } from '../base/model/lint-result.ts';
import { hasPassed, type ServiceOutcome, type Skip } from '../base/model/outcome.ts';
import type { RepoPath } from '../base/paths.ts';
import type { ServicePlan } from '../base/model/plan.ts';
import { timed } from '../base/timing.ts';
import type { Repository } from '../git/repository.ts';
import { lint } from '../lint/lint.ts';
import { findFixes, observe } from '../snapshot/fixes.ts';
import { stagedByLinters } from '../snapshot/staged-by-linters.ts';
import { keepInUseWhile, markProgramStart } from '../snapshot/slot.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommandContext } from './context.ts';
import type { Selected } from './selected.ts';
import { trackLaterWrites } from './later-writes.ts';

export interface LintedServices {
  readonly services: readonly ServiceOutcome[];
  readonly skips: readonly Skip[];
  readonly passed: boolean;
  /** Files that linters staged (`git add` in the snapshot's own repository) without having been given them. */
  readonly alsoStaged: readonly RepoPath[];
  readonly snapshot: Snapshot;
}

export interface Linting {
  /** Whether linters are asked for colour. */
  readonly colour: boolean;
  /** Whether linters that can are asked for machine-readable output. */
  readonly machineReadable: boolean;
  /** Runs while the snapshot is made; finished before any linter starts. */
  readonly before?: (() => Promise<void>) | undefined;
}

/** Runs the tasks of every service in `selected.plan`. Throws the signal's reason if interrupted. */
export async function lintFiles(
  { signal, onProgress, concurrency }: CommandContext,
  repository: Repository,
  selected: Pick<Selected, 'plan' | 'routed' | 'changes' | 'scratch' | 'snapshot'>,
  { before: prepare, ...linting }: Linting,
): Promise<LintedServices> {
  const [snapshot] = await allOf([selected.snapshot(), Promise.resolve(prepare?.())]);
  const plans = selected.plan.services.filter(({ steps }) => steps.length > 0);
  const within = new Map(plans.map((plan) => [plan, withinReach(plan)]));
  const routed = new Set([...within.values()].flatMap((paths) => [...paths]));
  const files = selected.changes.filter(({ path }) => routed.has(path));
  const before = await timed('observe', () => observe(snapshot.slot, [...routed]));
  const trees = { root: snapshot.root, top: repository.top };
  const onBegin = (watcher: number | undefined): void => {
    if (watcher !== undefined) keepInUseWhile(snapshot.slot, watcher);
    markProgramStart(snapshot.slot);
  };
  const laterWrites = trackLaterWrites(snapshot.root, before);
  const atWork = new Set(plans);
  const onEnd = (plan: ServicePlan): void => {
    atWork.delete(plan);
    if (atWork.size > 0) laterWrites.note(within.get(plan) ?? []);
  };
  const options = { ...trees, ...linting, signal, onProgress, onBegin, onEnd, concurrency };
  const results = await timed('lint', () => lint(plans, options));
  signal.throwIfAborted();
  const { slot, tree } = snapshot;
  const found = { tree, scratch: selected.scratch };
  const [{ fixes, unusableFiles }, staged] = await timed('find fixes', () =>
    Promise.all([
      findFixes(repository, slot, files, before, found),
      stagedByLinters(repository, slot, before, tree),
    ]),
  );
  if (unusableFiles.length === 0) unusableFiles.push(...laterWrites.find(fixes)); // which reads all files: they must exist
  const skips = results.flatMap(toleratedSkip);
  const skipped = new Set(skips.map(({ service }) => service));
  const services = results
    .filter(({ plan }) => !skipped.has(plan.service))
    .map((result) => {
      const paths = within.get(result.plan) ?? new Set();
      return {
        result,
        fixes: fixes.filter(({ path }) => paths.has(path)),
        unusableFiles: unusableFiles.filter(({ path }) => paths.has(path)),
        remembered: false,
      };
    });
  const alsoStaged = staged.filter((path) => !selected.routed.has(path));
  return { services, skips, passed: services.every(hasPassed), alsoStaged, snapshot };
}

/** The service's paths, and in a shard also all those that a command without file names may change. */
function withinReach({ paths, steps }: ServicePlan): ReadonlySet<RepoPath> {
  const whole = steps.flatMap((step) =>
    step.unsharded?.runsHere === true ? step.unsharded.paths : [],
  );
  return new Set([...paths, ...whole]);
}

/** A skip for a service with `missing: warn` whose linter is not installed; none in CI. */
function toleratedSkip({ plan, commands }: LintResult): Skip[] {
  if (plan.service.missing === 'fail' || variable('CI') !== undefined) return [];
  for (const { status } of commands) {
    if (status.kind !== 'not-found') continue;
    return [{ service: plan.service, why: { kind: 'missing', program: status.program } }];
  }
  return [];
}
