// Waits for the time limit of a linter, or for the interruption of the run.

export type LimitReached = 'timed-out' | 'interrupted';

export interface TimeLimit {
  /** Resolves when the time is over or the run is interrupted; otherwise never. */
  readonly reached: Promise<LimitReached>;
  /** Stops the timer. To be called when the linter has ended. */
  readonly clear: () => void;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** Starts the time limit. */
export function startTimeLimit(seconds: number, interrupted: Promise<'interrupted'>): TimeLimit {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<LimitReached>((resolve) => {
    timer = setTimeout(resolve, Math.min(seconds * 1_000, MAX_TIMER_MS), 'timed-out');
  });
  return {
    reached: Promise.race([over, interrupted]),
    clear: () => {
      clearTimeout(timer);
    },
  };
}
