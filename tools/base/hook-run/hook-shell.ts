// The shell of the hook that this process is a job of. lefthook starts jobs in process groups of their own: what ends
// the commit and its hook, such as a signal to all of them, does not reach the jobs.
import { variable } from '../environment.ts';
import { processIdentity, isAlive } from '../process-identity.ts';

/** The shell's identity; `undefined` if there is no hook, or if the hook runs outside of this process's container. */
export function hookShell(): string | undefined {
  const run = variable('SWITCHYARD_RUN');
  return run === undefined ? undefined : processIdentity(Number.parseInt(run, 10));
}

/** Sends this process SIGHUP if the shell with this identity has ended. Returns whether it has. */
export function endIfHookEnded(shell: string): boolean {
  if (isAlive(shell)) return false;
  process.kill(process.pid, 'SIGHUP');
  return true;
}
