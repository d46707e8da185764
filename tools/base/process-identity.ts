// Identifies processes by id and start time, since the system gives the id of a dead process to a new one.
import { readFileSync } from 'node:fs';
import { errorCode } from './errors.ts';

/** The identity of this process: `<pid> <start time>` (from /proc), or `<pid>` where there is no /proc. */
export const ownIdentity = (): string =>
  (own ??= processIdentity(process.pid) ?? String(process.pid));

let own: string | undefined;

/** Whether the process with this identity still runs. A text that is not an identity counts as a dead process. */
export function isAlive(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return Number.isInteger(pid) && pid > 0 && processIdentity(pid) === identity;
}

/** The identity of the process with this id; `undefined` if it has ended. */
export function processIdentity(pid: number): string | undefined {
  try {
    const fields = statFields(pid); // the 20th is the start time
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19] ?? ''}`;
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return undefined;
    return isRunning(pid) ? String(pid) : undefined;
  }
}

/**
 * The fields that follow the program's name, which itself may hold anything, in `12 (sh) S 1 12 12 0 …`: state, parent,
 * group, session … Throws the system's error, also where there is no /proc.
 */
export function statFields(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Whether a process with this id exists, of any user. */
export function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
