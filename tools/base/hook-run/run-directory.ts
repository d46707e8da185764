// The directories in which the jobs of one hook run (separate processes) leave files for each other. A run, named by
// `SWITCHYARD_RUN`, has two: in the repository's records, for results that `publish` needs (`kept-results.ts`,
// `shared-in-run.ts`), and in the user's private directory, which is known before git was asked for the repository
// (`jobs-of-run.ts`, `nothing-to-publish.ts`).
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { variable } from '../environment.ts';
import { makePrivateDirectory } from '../files.ts';
import { absolutePath, joinPath, type AbsolutePath } from '../paths.ts';
import { isRunning } from '../process-identity.ts';
import { remove } from '../remove.ts';

/** The directory of the run with the id `run`; `parent` is one of the two above. It may not exist. */
export const runDirectory = (parent: AbsolutePath, run: string): AbsolutePath =>
  joinPath(parent, `runs/${run}`);

/** The directory in the user's private directory of the run that `SWITCHYARD_RUN` names; `undefined` if none. */
export function jobsDirectory(privateDirectory: AbsolutePath): AbsolutePath | undefined {
  const run = variable('SWITCHYARD_RUN') ?? '';
  return /^[\w-]+$/.test(run) ? runDirectory(privateDirectory, run) : undefined;
}

/** Creates a run's directory if needed, and removes those of runs that have ended. */
export function openRunDirectory(directory: AbsolutePath): void {
  makePrivateDirectory(directory);
  removeEndedRuns(directory);
}

/** Removes the directories of other runs that have ended: a run's id is `<pid of the hook's shell>-<time>`. */
export function removeEndedRuns(directory: AbsolutePath): void {
  const runs = absolutePath(dirname(directory));
  for (const name of readdirSync(runs)) {
    const other = joinPath(runs, name);
    if (other !== directory && !isRunning(Number.parseInt(name, 10))) remove(other);
  }
}
