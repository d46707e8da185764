// What a command spends its time on, for `--verbose`.

export interface Timing {
  readonly name: string;
  /** Milliseconds since the process started. */
  readonly from: number;
  readonly to: number;
}

/** Milliseconds since the process started; `performance` would load more of Node. */
export const sinceStart = (): number => process.uptime() * 1000;

const timings: Timing[] = [];

/** All that was timed so far, in the order of its beginning. */
export const timingsSoFar = (): readonly Timing[] => [...timings].sort((a, b) => a.from - b.from);

/** Does the work and notes how long it took, whether it fails or not. */
export async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const from = sinceStart();
  try {
    return await work();
  } finally {
    timings.push({ name, from, to: sinceStart() });
  }
}
