// What every command is given, and what it hands back. Commands print nothing.
import type { RunOutcome, OnProgress } from '../base/outcome.ts';
import type { AbsolutePath } from '../base/paths.ts';

export interface CommandContext {
  /** The process's working directory. */
  readonly directory: AbsolutePath;
  readonly signal: AbortSignal;
  /** Whether linters are asked for colour. */
  readonly colour: boolean;
  readonly onProgress: OnProgress;
  /** The argv that starts the configuration host. */
  readonly hostProgram: readonly string[];
}

export interface RunReport {
  readonly outcome: RunOutcome;
  readonly places: Places;
}

/** For turning a linter's paths back into the user's. */
export interface Places {
  readonly top: AbsolutePath;
  readonly userDirectory: AbsolutePath;
  readonly snapshotRoot: AbsolutePath | undefined;
}
