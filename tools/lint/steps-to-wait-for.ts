// Decides which steps of a service have to wait for which. Pure.
import type { Step } from '../base/model/plan.ts';

/**
 * For each step the positions of the earlier steps to wait for: for each of its paths, the last one that has the path.
 * Steps that those wait for themselves need not be repeated.
 */
export function stepsToWaitFor(steps: readonly Step[]): number[][] {
  const lastWith = new Map<string, number>();
  return steps.map((step, index) => {
    const earlier = new Set<number>();
    for (const path of step.paths) {
      const last = lastWith.get(path);
      if (last !== undefined) earlier.add(last);
      lastWith.set(path, index);
    }
    return [...earlier];
  });
}
