// An entry that git ignores in the user's working tree, and how it comes into a snapshot.
import type { AbsolutePath, RepoPath } from '../paths.ts';

export interface IgnoredEntry {
  readonly path: RepoPath;
  /** A directory that is ignored as a whole. A symbolic link to a directory is not one. */
  readonly directory: boolean;
  /** Where it lies, if not at `path` in the working tree: a virtualenv kept elsewhere. */
  readonly source?: AbsolutePath;
}

export type EntryKind =
  | 'linked'
  | 'copied'
  | 'relinked'
  | 'node_modules'
  | 'virtualenv'
  | 'composer'
  | 'generated'
  | 'plug-and-play';
