// What git ignores in the user's working tree, and in which way it comes into a checkout.
import type { AbsolutePath, RepoPath } from './paths.ts';

export interface IgnoredEntry {
  readonly path: RepoPath;
  /** A directory of which git looked at nothing inside; a link to one is none. */
  readonly directory: boolean;
  /** Where the user has it, if not at `path`: a virtualenv. */
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
