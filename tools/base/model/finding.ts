// What `check` found, as data: messages of linters, and changes that linters would make.
import type { RepoPath } from '../paths.ts';

/** Lines and columns count from 1. `endLine` is the last line, `endColumn` is exclusive. */
export interface Range {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Finding {
  /** The service's name. */
  readonly service: string;
  /** Absent where a linter failed without naming a file. */
  readonly path?: RepoPath;
  readonly range?: Range;
  readonly severity: 'error' | 'warning';
  /** The linter's name, or the command as written. */
  readonly tool: string;
  readonly rule?: string;
  readonly message: string;
}

/** A hunk: adjacent lines that the linters would replace. */
export interface ChangedLines {
  /** The first line in the file as it is; for a pure insertion, the line before it. */
  readonly line: number;
  readonly endLine: number;
  /** The first line of `added` in the file as the linters left it; for a pure deletion, where it would be. */
  readonly newLine: number;
  /** Without newlines. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** What the linters would change in one file. */
export interface FilePatch {
  readonly path: RepoPath;
  /** The output of `git diff`, which `git apply` accepts. */
  readonly patch: Buffer;
  /** Empty if the file is binary. */
  readonly changes: readonly ChangedLines[];
}
