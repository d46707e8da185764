// The context that every command is given, and what `run`, `lint` and `publish` return. Commands print nothing.
import type { Job } from '../base/hook-run/jobs-of-run.ts';
import type { RunOutcome, OnProgress } from '../base/model/outcome.ts';
import type { AbsolutePath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import type { PathContext } from '../report/shown-path.ts';

export interface CommandContext {
  /** The process's working directory. */
  readonly directory: AbsolutePath;
  /** The repository around the process's working directory, or the one that git's hook names. */
  readonly repository: Promise<Repository>;
  readonly signal: AbortSignal;
  /** Whether linters are asked for colour. */
  readonly colour: boolean;
  /** How many linters may run at once; `undefined` leaves it to the machine. */
  readonly concurrency: number | undefined;
  readonly onProgress: OnProgress;
  /** The file of this program, or a link to it. */
  readonly program: AbsolutePath;
  /** The argv that starts the configuration host. */
  readonly hostProgram: readonly string[];
}

export interface RunReport {
  readonly outcome: RunOutcome;
  readonly pathContext: PathContext;
  /** The reports of other jobs of the hook run, whose work was done here too. */
  readonly others?: readonly { readonly job: Job; readonly report: RunReport }[];
}

/** What reports need to show paths to the user. */
export const pathContextOf = (
  { top, userDirectory }: Repository,
  snapshotRoot?: AbsolutePath,
): PathContext => ({ top, userDirectory, snapshotRoot });
