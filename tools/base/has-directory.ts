// Tells whether a directory lies in a tree itself, and not where a symbolic link leads.
import { inspect } from './files.ts';
import { below, upwards, type AbsolutePath, type RepoPath } from './paths.ts';

/** Whether `directory` (relative to `root`) and those above it are directories, none of them a link. */
export const hasDirectory = (root: AbsolutePath, directory: RepoPath): boolean =>
  [...upwards(directory)].every((path) => inspect(below(root, path))?.isDirectory() === true);
