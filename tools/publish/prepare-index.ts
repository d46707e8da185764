// Prepares, in the work area, the index file that is to replace another one. Takes no lock and changes nothing else.
import { errorCode } from '../base/errors.ts';
import { lstatIfExists } from '../base/files.ts';
import type { Fix } from '../base/model/lint-result.ts';
import { fileIdentity } from '../base/lookups.ts';
import { joinNames } from '../base/names.ts';
import { setOwnerAndMode } from '../base/owner-and-mode.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import { git } from '../git/git.ts';
import { FULL_INDEX, putBlobs } from '../git/put-blobs.ts';
import { withIndex, type Repository } from '../git/repository.ts';
import { indexEntries, type IndexEntry } from './index-entries.ts';

export interface PreparedIndex {
  /** The file to be replaced. */
  readonly index: AbsolutePath;
  readonly prepared: AbsolutePath;
  /** The identity of `index` when it was copied (inode, size, times): differs after any write. */
  readonly fingerprint: string;
  /** The fixes whose entries were still what was linted, and are fixed in `prepared`. */
  readonly fixed: readonly Fix[];
  /** The other fixes: their entries have changed. */
  readonly moved: readonly Fix[];
  /** Paths of fixes whose entries have the flag skip-worktree. */
  readonly skipped: ReadonlySet<RepoPath>;
}

/**
 * Copies `index` to `prepared`, and there replaces the entries that are still what was linted by the fixes. Everything
 * else stays the same, also the flags of the replaced entries. Not synced.
 */
export async function prepareIndex(
  repository: Repository,
  index: AbsolutePath,
  prepared: AbsolutePath,
  fixes: readonly Fix[],
): Promise<PreparedIndex> {
  const stats = lstatIfExists(index);
  const fingerprint = fileIdentity(index);
  if (stats === undefined || !copy(index, prepared)) {
    return { index, prepared, fingerprint, fixed: [], moved: fixes, skipped: new Set() };
  }
  // `index` may be written between copying and reading. Then its fingerprint differs when it is to be replaced.
  const reading = indexEntries(
    repository,
    index,
    fixes.map(({ path }) => path),
  );
  const updating = update(repository, prepared, fixes);
  const [entries] = await Promise.all([reading, updating]);
  const fixed = fixes.filter((fix) => isLinted(entries.get(fix.path), fix));
  if (fixed.length > 0 && fixed.length < fixes.length) {
    copy(index, prepared);
    await update(repository, prepared, fixed);
  }
  await setFlags(
    repository,
    prepared,
    fixed.flatMap(({ path }) => entries.get(path) ?? []),
  );
  setOwnerAndMode(prepared, stats);
  const moved = fixes.filter((fix) => !isLinted(entries.get(fix.path), fix));
  const skipped = [...entries.values()].filter(({ skipWorktree }) => skipWorktree);
  return {
    index,
    prepared,
    fingerprint,
    fixed,
    moved,
    skipped: new Set(skipped.map(({ path }) => path)),
  };
}

const isLinted = (entry: IndexEntry | undefined, fix: Fix): boolean =>
  entry?.stage === 0 && entry.mode === fix.mode && entry.blob === fix.staged;

function copy(from: AbsolutePath, to: AbsolutePath): boolean {
  remove(to); // never written over: it may be a second name of an index
  try {
    copyIndexFile(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

const update = (
  repository: Repository,
  index: AbsolutePath,
  fixes: readonly Fix[],
): Promise<void> =>
  putBlobs(
    withIndex(repository, index),
    fixes.map(({ path, mode, fixed }) => ({ path, mode, blob: fixed })),
  );

/** Sets the flags again that `putBlobs` dropped. */
async function setFlags(
  repository: Repository,
  index: AbsolutePath,
  entries: readonly IndexEntry[],
): Promise<void> {
  const set = async (flag: string, paths: readonly RepoPath[]): Promise<void> => {
    if (paths.length === 0) return;
    const args = ['update-index', flag, '-z', '--stdin'];
    const input = joinNames(paths);
    await git(withIndex(repository, index), args, { input, settings: FULL_INDEX });
  };
  const having = (flag: 'skipWorktree' | 'assumeUnchanged'): RepoPath[] =>
    entries.filter((entry) => entry[flag]).map(({ path }) => path);
  await set('--skip-worktree', having('skipWorktree'));
  await set('--assume-unchanged', having('assumeUnchanged'));
}
