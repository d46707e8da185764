// Measures how long the steps of a command take, for `--verbose`.

export interface Timing {
  readonly name: string;
  /** Milliseconds since the process started. */
  readonly from: number;
  readonly to: number;
}

/** Milliseconds since the process started; `performance` would load more of Node. */
export const sinceStart = (): number => process.uptime() * 1000;

const timings: Timing[] = [];

/** All timings so far, by start time. */
export const timingsSoFar = (): readonly Timing[] => [...timings].sort((a, b) => a.from - b.from);

/** How many different steps have been timed, without linters. It tells how much of the program has run. */
export const countSteps = (): number =>
  new Set(timings.map(({ name }) => name).filter((name) => !name.includes(': '))).size;

/** Runs `work` and records how long it took, whether it fails or not. */
export async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const from = sinceStart();
  try {
    return await work();
  } finally {
    timings.push({ name, from, to: sinceStart() });
  }
}
