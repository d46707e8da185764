// Pure: which steps of a service have to wait for which.
import type { Step } from '../base/plan.ts';

/**
 * For each step, by its place in the list, the earlier steps to wait for: those that were the last
 * to have one of its paths. What those wait for themselves is not repeated.
 */
export function stepsToWaitFor(steps: readonly Step[]): number[][] {
  const lastWith = new Map<string, number>();
  return steps.map((step, place) => {
    const earlier = new Set<number>();
    for (const path of step.paths) {
      const last = lastWith.get(path);
      if (last !== undefined) earlier.add(last);
      lastWith.set(path, place);
    }
    return [...earlier];
  });
}
