// Lints what is staged in a snapshot and finds what the linters changed there. Publishes nothing.
import { variable } from '../base/environment.ts';
import type { Fix, LintResult } from '../base/lint-result.ts';
import type { ServiceOutcome, Skip } from '../base/outcome.ts';
import type { ServicePlan } from '../base/plan.ts';
import type { Repository } from '../git/repository.ts';
import { lint } from '../lint/lint.ts';
import { findFixes, observe } from '../snapshot/fixes.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommandContext } from './context.ts';
import type { Staged } from './staged.ts';

export interface LintedServices {
  readonly services: readonly ServiceOutcome[];
  readonly skips: readonly Skip[];
  readonly passed: boolean;
  readonly snapshot: Snapshot;
}

/** Runs the tasks of every service in `staged.plan`. Throws the signal's reason if interrupted. */
export async function lintStagedFiles(
  context: CommandContext,
  repository: Repository,
  staged: Staged,
): Promise<LintedServices> {
  const snapshot = await staged.snapshot();
  const plans = staged.plan.services.filter(({ steps }) => steps.length > 0);
  const routed = new Set(plans.flatMap(({ paths }) => paths));
  const files = staged.changes.filter(({ path }) => routed.has(path));
  const before = await observe(snapshot.slot, [...routed]);
  const results = await lint(plans, {
    root: snapshot.root,
    top: repository.top,
    colour: context.colour,
    signal: context.signal,
    onProgress: context.onProgress,
  });
  context.signal.throwIfAborted();
  const { fixes, misdeeds } = await findFixes(repository, snapshot.slot, files, before, {
    tree: snapshot.tree,
    scratch: staged.scratch,
  });
  // Cleaned up while the fixes are published; the command waits for it, and fails with it, at its end.
  snapshot.release().catch(() => undefined);
  const skips = results.flatMap(toleratedSkip);
  const skipped = new Set(skips.map(({ service }) => service));
  const services = results
    .filter(({ plan }) => !skipped.has(plan.service))
    .map((result) => ({
      result,
      fixes: ownedBy(result.plan, fixes),
      misdeeds: ownedBy(result.plan, misdeeds),
    }));
  return { services, skips, passed: services.every(hasPassed), snapshot };
}

export const fixesOf = (services: readonly ServiceOutcome[]): Fix[] =>
  services.flatMap(({ fixes }) => fixes);

const hasPassed = ({ result, misdeeds }: ServiceOutcome): boolean =>
  misdeeds.length === 0 && result.commands.every(({ status }) => status.kind === 'passed');

/** A service whose linter is not there is skipped if it says so, but never in CI. */
function toleratedSkip({ plan, commands }: LintResult): Skip[] {
  if (plan.service.missing === 'fail' || variable('CI') !== undefined) return [];
  for (const { status } of commands) {
    if (status.kind !== 'not-found') continue;
    return [{ service: plan.service, why: { kind: 'missing', program: status.program } }];
  }
  return [];
}

function ownedBy<Item extends { readonly path: string }>(
  plan: ServicePlan,
  items: readonly Item[],
): Item[] {
  if (items.length === 0) return [];
  const paths = new Set<string>(plan.paths);
  return items.filter(({ path }) => paths.has(path));
}
