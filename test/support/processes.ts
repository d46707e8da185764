// Looks at processes that a test did not start itself.
import { readFileSync } from 'node:fs';

/** Whether a process is there and is no zombie. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
  } catch {
    return false;
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
