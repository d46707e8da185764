// The shell of the hook that this process is a job of. lefthook starts jobs in process groups of their own: what ends
// the commit and its hook, such as a signal to all of them, does not reach the jobs.
import { variable } from './environment.ts';
import { identityOf, isAlive } from './process-identity.ts';

/** Its identity; `undefined` without a hook, or in a container that the hook is outside of. */
export function hookShell(): string | undefined {
  const run = variable('SWITCHYARD_RUN');
  return run === undefined ? undefined : identityOf(Number.parseInt(run, 10));
}

/** Sends this process SIGHUP if the shell with this identity has ended. Returns whether it has. */
export function endWith(shell: string): boolean {
  if (isAlive(shell)) return false;
  process.kill(process.pid, 'SIGHUP');
  return true;
}
