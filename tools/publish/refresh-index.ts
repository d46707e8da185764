// Refreshes the index's stat data of working files that were fixed, so that git need not read them to see that they are
// unchanged.
import { Failure } from '../base/errors.ts';
import { lstatIfExists, syncAll } from '../base/files.ts';
import { fileIdentity } from '../base/lookups.ts';
import { joinNames } from '../base/names.ts';
import { setOwnerAndMode } from '../base/owner-and-mode.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import { git } from '../git/git.ts';
import { withIndex, type Repository } from '../git/repository.ts';
import { swapIndexes } from './swap-indexes.ts';

/**
 * Refreshes the stat data of `paths` in a copy of `index`, `fresh`, and swaps the two. This only saves git time: if it
 * fails, nothing is changed, and there is no error.
 */
export async function refreshIndex(
  repository: Repository,
  index: AbsolutePath,
  fresh: AbsolutePath,
  paths: readonly RepoPath[],
): Promise<void> {
  const stats = lstatIfExists(index);
  if (paths.length === 0 || stats === undefined) return;
  const fingerprint = fileIdentity(index);
  try {
    copyIndexFile(index, fresh);
    // `--refresh` adds nothing. git exits with 1 for paths outside of the sparse patterns.
    const args = ['add', '--refresh', '--pathspec-from-file=-', '--pathspec-file-nul'];
    const input = joinNames(paths.map((path) => `:(top,literal)${path}`));
    await git(withIndex(repository, fresh), args, { input, expected: [1] });
    setOwnerAndMode(fresh, stats);
    await syncAll([fresh]);
    await swapIndexes([{ index, prepared: fresh, fingerprint }], 0);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
