// The signals that end a command.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sinceStart } from './base/timing.ts';

export type Signal = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

/** npm passes on a SIGINT that the terminal has sent to all: that is not the user's second one. */
const SAME_SIGNAL_WITHIN = 200;

/** Aborts at the first signal; the second SIGINT is to `endAtOnce`. */
export function watchSignals(endAtOnce: () => void): {
  signal: AbortSignal;
  by: () => Promise<Signal | undefined>;
} {
  const controller = new AbortController();
  let first: { name: Signal; at: number } | undefined;
  for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (first === undefined) {
        first = { name, at: sinceStart() };
        controller.abort();
      } else if (name === 'SIGINT' && sinceStart() - first.at > SAME_SIGNAL_WITHIN) {
        endAtOnce();
      }
    });
  }
  const by = async (): Promise<Signal | undefined> => {
    // One that has arrived by now shows when the event loop has been all the way round.
    for (let turns = 0; turns < 2; turns += 1) await nextTurn();
    return first?.name;
  };
  return { signal: controller.signal, by };
}
