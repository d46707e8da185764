// A semaphore: limits how many linters run at once, for all services of a run together.
import { availableParallelism } from 'node:os';

/** Runs `work` as soon as a slot is free, in the order of the calls, and returns its result. */
export type Semaphore = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A semaphore with this many slots; by default one for each core, at least 4. */
export function createSemaphore(count = Math.max(4, availableParallelism())): Semaphore {
  const waiting: (() => void)[] = [];
  let free = count;
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
