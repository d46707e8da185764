// Waits for the time limit of a linter, or for the interruption of the run.

export type LimitReached = 'timed-out' | 'interrupted';

export interface Limit {
  /** Resolves when the time is over or the signal is aborted; otherwise never. */
  readonly reached: Promise<LimitReached>;
  /** Removes timer and listener. To be called when the linter has ended. */
  readonly lift: () => void;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/** Starts the time limit. */
export function setLimit(seconds: number, signal: AbortSignal): Limit {
  let lift = (): void => undefined;
  const reached = new Promise<LimitReached>((resolve) => {
    const over = (): void => {
      resolve('timed-out');
    };
    const timer = setTimeout(over, Math.min(seconds * 1_000, LONGEST_TIMER));
    const interrupted = (): void => {
      resolve('interrupted');
    };
    if (signal.aborted) interrupted();
    else signal.addEventListener('abort', interrupted);
    lift = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupted);
    };
  });
  return { reached, lift };
}
