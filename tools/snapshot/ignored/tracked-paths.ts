// Which paths of a checkout belong to its tree.
import { inherited } from '../../base/environment.ts';
import { splitNames } from '../../base/names.ts';
import { ancestors, below, repoPath, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import { git } from '../../git/git.ts';

/** Every file that the index of the checkout's own repository knows, and each directory above one. */
export async function trackedPaths(checkout: AbsolutePath): Promise<ReadonlySet<RepoPath>> {
  const gitDirectory = below(checkout, '.git');
  const environment = {
    ...inherited(),
    GIT_DIR: gitDirectory,
    GIT_WORK_TREE: checkout,
    GIT_INDEX_FILE: below(gitDirectory, 'index'),
  };
  const { stdout } = await git({ directory: checkout, environment }, ['ls-files', '-z']);
  const tracked = new Set<RepoPath>();
  for (const name of splitNames(stdout)) {
    tracked.add(repoPath(name));
    for (const directory of ancestors(repoPath(name))) {
      if (tracked.has(directory)) break;
      tracked.add(directory);
    }
  }
  return tracked;
}
