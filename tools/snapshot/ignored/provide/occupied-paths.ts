// Tells whether an ignored entry can be made in a checkout: not where the tree has files, nor below a link.
import { inherited } from '../../../base/environment.ts';
import { splitNames } from '../../../base/names.ts';
import {
  ancestors,
  directoriesAbove,
  joinPath,
  repoPath,
  type AbsolutePath,
  type RepoPath,
} from '../../../base/paths.ts';
import { git } from '../../../git/git.ts';
import { lstat } from '../../../base/lookups.ts';

export interface OccupiedPaths {
  /** Whether the tree has a file at this path or below it. */
  readonly isTracked: (path: RepoPath) => Promise<boolean>;
  /** Whether each directory above this path is a directory (not a link), or can be created. */
  readonly isReachable: (path: RepoPath) => boolean;
}

/** For `checkout` as it is now, but without the paths for which `isRemoved` is true. */
export function occupiedPaths(
  checkout: AbsolutePath,
  isRemoved: (path: RepoPath) => boolean,
): OccupiedPaths {
  const passable = new Map<RepoPath, boolean>();
  const isPassable = (directory: RepoPath): boolean => {
    let answer = passable.get(directory);
    if (answer === undefined) {
      const found = lstat(joinPath(checkout, directory));
      answer = found === undefined || found.isDirectory() || isRemoved(directory);
      passable.set(directory, answer);
    }
    return answer;
  };
  let tracked: Promise<ReadonlySet<RepoPath>> | undefined;
  return {
    isTracked: async (path) => (await (tracked ??= trackedPaths(checkout))).has(path),
    isReachable: (path) => [...ancestors(path)].every(isPassable),
  };
}

/** All files in the index of the checkout's own repository, and the directories above them. */
async function trackedPaths(checkout: AbsolutePath): Promise<ReadonlySet<RepoPath>> {
  const gitDirectory = joinPath(checkout, '.git');
  const environment = {
    ...inherited(),
    GIT_DIR: gitDirectory,
    GIT_WORK_TREE: checkout,
    GIT_INDEX_FILE: joinPath(gitDirectory, 'index'),
  };
  const { stdout } = await git({ directory: checkout, environment }, ['ls-files', '-z']);
  const paths = splitNames(stdout).map(repoPath);
  return new Set([...paths, ...directoriesAbove(paths)]);
}
