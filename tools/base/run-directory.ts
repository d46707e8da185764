// Where the jobs of one hook run, which are separate processes, leave things for each other.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateDirectory } from './files.ts';
import { absolutePath, below, type AbsolutePath } from './paths.ts';
import { isRunning } from './process-identity.ts';
import { remove } from './remove.ts';

/** Of the run with this id, below the repository's records or in the user's private place; may not exist. */
export const runDirectory = (parent: AbsolutePath, run: string): AbsolutePath =>
  below(parent, `runs/${run}`);

/** Makes a run's directory. What is left of runs that have ended goes. */
export function openRun(directory: AbsolutePath): void {
  makePrivateDirectory(directory);
  forgetOtherRuns(directory);
}

/** `<pid of the hook's shell>-<time>`; of one that has ended nobody waits for anything. */
export function forgetOtherRuns(directory: AbsolutePath): void {
  const runs = absolutePath(dirname(directory));
  for (const name of readdirSync(runs)) {
    const other = below(runs, name);
    if (other !== directory && !isRunning(Number.parseInt(name, 10))) remove(other);
  }
}
