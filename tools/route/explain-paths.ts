// Looks up single paths in a plan.
import type { RepoPath } from '../base/paths.ts';
import type { Plan } from '../base/model/plan.ts';
import type { Pattern, Service } from '../base/model/service.ts';

export type PathExplanation = { readonly path: RepoPath } & (
  | { readonly kind: 'unowned' }
  | { readonly kind: 'unmatched'; readonly service: Service }
  /** The patterns that apply, in the order written. */
  | { readonly kind: 'matched'; readonly service: Service; readonly patterns: readonly Pattern[] }
);

/** One explanation for each of `paths`, in their order. Paths that the plan does not have count as unowned. */
export function explainPaths(plan: Plan, paths: readonly RepoPath[]): PathExplanation[] {
  const known = new Map<RepoPath, PathExplanation>();
  for (const { service, steps, unmatched } of plan.services) {
    for (const path of unmatched) known.set(path, { path, kind: 'unmatched', service });
    const patterns = new Map<RepoPath, Pattern[]>();
    for (const step of steps) {
      for (const path of step.paths) {
        if (!patterns.get(path)?.push(step.pattern)) patterns.set(path, [step.pattern]);
      }
    }
    for (const [path, own] of patterns) {
      known.set(path, { path, kind: 'matched', service, patterns: own });
    }
  }
  return paths.map((path) => known.get(path) ?? { path, kind: 'unowned' });
}
