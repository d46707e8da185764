// How many linters run at once: one budget for all services of a run.
import { availableParallelism } from 'node:os';

/** Runs the work when a place is free, first come first served, and gives what it comes to. */
export type Slots = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createSlots(places = Math.max(4, availableParallelism())): Slots {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
