// Names each point at which the crash test can kill the process. Nothing is left of it in a release.
import { appendFileSync } from 'node:fs';
import { variable } from './environment.ts';

declare const CRASH_TEST: boolean;

let passed = 0;

/** Does nothing, unless this is the crash test's build: then it may not return. */
export function checkpoint(name: string): void {
  if (typeof CRASH_TEST === 'undefined' || !CRASH_TEST) return;
  passed += 1;
  const log = variable('SWITCHYARD_CHECKPOINTS');
  if (log !== undefined) appendFileSync(log, `${name}\n`);
  if (variable('SWITCHYARD_KILL_AT') === String(passed)) {
    process.kill(variable('SWITCHYARD_KILL_GROUP') === undefined ? process.pid : 0, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}
