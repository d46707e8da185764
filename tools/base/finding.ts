// What a check found, as data: a linter's own words about a place, or lines that a linter would change.
import type { RepoPath } from './paths.ts';

/** Lines and columns count from 1; an end column is the first that is not meant any more. */
export interface Range {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Finding {
  /** The service's name. */
  readonly service: string;
  /** Missing where a linter failed without naming a file. */
  readonly path?: RepoPath;
  readonly range?: Range;
  readonly severity: 'error' | 'warning';
  /** The linter's name, or the command as written. */
  readonly tool: string;
  readonly rule?: string;
  readonly message: string;
}

/** Lines of a file that stand together and would be changed together. */
export interface ChangedLines {
  /** In the file as it is; of an insertion, the line before it. */
  readonly line: number;
  readonly endLine: number;
  /** Where `added` begins, or would, in the file as the linters left it. */
  readonly newLine: number;
  /** Without newlines. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** What the linters would make of one file. */
export interface FilePatch {
  readonly path: RepoPath;
  /** git's own, as `git apply` takes it. */
  readonly patch: Buffer;
  /** Empty if the file is binary. */
  readonly changes: readonly ChangedLines[];
}
