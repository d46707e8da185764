// Finds files that a linter deleted, or replaced by something that is not a file.
import { lstatIfExists } from './files.ts';
import type { UnusableFile } from './model/outcome.ts';
import { ancestors, joinPath, type AbsolutePath, type RepoPath } from './paths.ts';

/** Those of `paths` (relative to `root`) that are not regular files or lie below a symbolic link, and what is there. */
export function findUnusableFiles(root: AbsolutePath, paths: readonly RepoPath[]): UnusableFile[] {
  const links = new Map<RepoPath, boolean>();
  const isLink = (directory: RepoPath): boolean => {
    const known = links.get(directory);
    if (known !== undefined) return known;
    const found =
      directory !== '' && lstatIfExists(joinPath(root, directory))?.isSymbolicLink() === true;
    links.set(directory, found);
    return found;
  };
  return paths.flatMap((path): UnusableFile[] => {
    if ([...ancestors(path)].some(isLink)) return [{ path, found: 'a symbolic link' }];
    const stat = lstatIfExists(joinPath(root, path));
    if (stat === undefined) return [{ path, found: 'nothing' }];
    if (stat.isFile()) return [];
    if (stat.isDirectory()) return [{ path, found: 'a directory' }];
    return [{ path, found: stat.isSymbolicLink() ? 'a symbolic link' : 'a special file' }];
  });
}
