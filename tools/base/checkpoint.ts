// The points at which the crash test can kill the process, by name. A release build has none of this.
import { appendFileSync } from 'node:fs';
import { variable } from './environment.ts';

declare const CRASH_TEST: boolean;

/** The number of checkpoints passed; global, since `start.ts` and the program are separate scripts. */
const counter = globalThis as { switchyardCheckpoints?: number };

/** Does nothing, unless this is the crash test's build: then it may not return. */
export function checkpoint(name: string): void {
  if (typeof CRASH_TEST === 'undefined' || !CRASH_TEST) return;
  const passed = (counter.switchyardCheckpoints ?? 0) + 1;
  counter.switchyardCheckpoints = passed;
  const log = variable('SWITCHYARD_CHECKPOINTS');
  if (log !== undefined) appendFileSync(log, `${name}\n`);
  if (variable('SWITCHYARD_KILL_AT') === String(passed)) {
    const signal = variable('SWITCHYARD_KILL_BY') ?? 'SIGKILL';
    process.kill(variable('SWITCHYARD_KILL_GROUP') === undefined ? process.pid : 0, signal);
    if (signal !== 'SIGKILL') return; // it goes on until it notices
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}
