// The signals that end a command.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { endIfHookEnded, hookShell } from './base/hook-run/hook-shell.ts';
import { sinceStart } from './base/timing.ts';

export type Signal = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

/** Milliseconds: npm forwards the SIGINT that the terminal has sent to all processes, so it arrives twice. */
const SAME_SIGNAL_WITHIN = 200;

/**
 * Aborts `signal` at the first SIGHUP, SIGINT or SIGTERM; a later SIGINT calls `endAtOnce`. `by` tells which signal
 * came first, if any did.
 */
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
  endWithHook();
  const by = async (): Promise<Signal | undefined> => {
    // A signal that has arrived by now is delivered within one full turn of the event loop.
    for (let turns = 0; turns < 2; turns += 1) await nextTurn();
    return first?.name;
  };
  return { signal: controller.signal, by };
}

/** Ends this job when its hook has ended: nobody waits for it any more. */
function endWithHook(): void {
  const shell = hookShell();
  if (shell === undefined) return;
  const watching = setInterval(() => {
    if (endIfHookEnded(shell)) clearInterval(watching);
  }, HOOK_LOOKED_AT_EVERY);
  watching.unref();
}

/** Milliseconds. */
const HOOK_LOOKED_AT_EVERY = 500;
