// What `init` found in a repository and would write there, as data.
import type { RepoPath } from '../paths.ts';

export interface FileEdit {
  readonly path: RepoPath;
  /** `undefined` for a file that is not there yet. */
  readonly before: string | undefined;
  readonly after: string;
}

/** Something that init leaves to a person. */
export interface ManualStep {
  readonly what: string;
  /** Lines to add somewhere, or commands to type. */
  readonly lines: readonly string[];
}

export interface ListedService {
  readonly directory: RepoPath;
  /** The linters that run there. */
  readonly tools: readonly string[];
  /** The file that declares it. */
  readonly declaredIn: RepoPath;
  /** How many files have a task. */
  readonly files: number;
}

export interface InitPlan {
  readonly services: readonly ListedService[];
  readonly edits: readonly FileEdit[];
  /** Sentences about what is there and stays, or was seen and is not proposed. */
  readonly notes: readonly string[];
  readonly manualSteps: readonly ManualStep[];
}

export type InitEnd = 'written' | 'declined' | 'dry-run' | 'nothing-to-write' | 'no-service';
