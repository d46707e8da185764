// Tells whether a directory is in a tree itself, and is not reached through a symbolic link.
import { lstatIfExists } from './files.ts';
import { joinPath, parentOf, type AbsolutePath, type RepoPath } from './paths.ts';

/** Whether `directory` (relative to `root`) and those above it are directories, none of them a link. */
export const hasDirectory = (root: AbsolutePath, directory: RepoPath): boolean =>
  directoriesIn(root)(directory);

/** The same for many directories of one tree: none is looked at twice. */
export function directoriesIn(root: AbsolutePath): (directory: RepoPath) => boolean {
  const found = new Map<RepoPath, boolean>();
  const isThere = (directory: RepoPath): boolean => {
    const known = found.get(directory);
    if (known !== undefined) return known;
    const there =
      (directory === '' || isThere(parentOf(directory))) &&
      lstatIfExists(joinPath(root, directory))?.isDirectory() === true;
    found.set(directory, there);
    return there;
  };
  return isThere;
}
