// Reads entries of an index file, with their flags.
import type { ObjectId } from '../base/model/lint-result.ts';
import { isPlainName, splitNames } from '../base/names.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import { withIndex, type Repository } from '../git/repository.ts';

export interface IndexEntry {
  readonly path: RepoPath;
  readonly mode: string;
  readonly blob: ObjectId;
  /** 0 unless the path is unmerged. */
  readonly stage: number;
  readonly skipWorktree: boolean;
  readonly assumeUnchanged: boolean;
}

/** The entries at `paths`; for an unmerged path one of its entries, with its stage. */
export async function indexEntries(
  repository: Repository,
  index: AbsolutePath,
  paths: readonly RepoPath[],
): Promise<Map<RepoPath, IndexEntry>> {
  const wanted = new Set(paths);
  const args = ['ls-files', '-s', '-v', '-z', '--', ...pathspecs(paths)];
  const { stdout } = await git(withIndex(repository, index), args);
  const entries = splitNames(stdout).map(parseEntry);
  return new Map(entries.filter(({ path }) => wanted.has(path)).map((one) => [one.path, one]));
}

/** Pathspecs for `paths`; none, so that git lists all entries, if they are too many or not UTF-8. */
function pathspecs(paths: readonly RepoPath[]): string[] {
  const few = paths.length <= 100 && paths.join('').length < 32_000 && paths.every(isPlainName);
  return few ? paths.map((path) => `:(top,literal)${path}`) : [];
}

/**
 * `H 100644 5716ca5987cbf97d6bb54920bea6adde242d87e6 0\tname`; `S` for skip-worktree, lower case for
 * assume-unchanged.
 */
function parseEntry(line: string): IndexEntry {
  const tab = line.indexOf('\t');
  const [tag = '', mode = '', blob = '', stage = ''] = line.slice(0, tab).split(' ');
  return {
    path: line.slice(tab + 1) as RepoPath,
    mode,
    blob,
    stage: Number(stage),
    skipWorktree: tag.toUpperCase() === 'S',
    assumeUnchanged: tag !== tag.toUpperCase(),
  };
}
