// Names the index files that a publish must change, which depend on the kind of `git commit` that runs the hook.
import { basename, dirname } from 'node:path';
import { lstatIfExists } from '../base/files.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';

/**
 * The indexes that get the fixes; the last is the one being committed.
 *
 * - `git commit`: `index`, which git has not locked.
 * - `git commit -a`, `-i`, `-p`: `index.lock`, which git renames to `index` after the commit.
 * - `git commit -- path`: `next-index-<pid>.lock` holds HEAD and the paths, and is thrown away after the
 *   commit; `index.lock` holds them too, beside all that stays staged, and becomes `index`.
 */
export function targetIndexes(repository: Repository): readonly AbsolutePath[] {
  const { index } = repository;
  if (!isPartial(index)) return [index];
  const next = beside(index, 'index.lock');
  return lstatIfExists(next) === undefined ? [index] : [next, index];
}

/** The index file that remains when `git commit` has ended. */
export function lastingIndex({ index }: Repository): AbsolutePath {
  if (isPartial(index)) return beside(index, 'index');
  return index.endsWith('.lock') ? (index.slice(0, -'.lock'.length) as AbsolutePath) : index;
}

/** The temporary ones among them, which `git commit` removes if the hook fails. */
export const temporaryIndexes = (repository: Repository): AbsolutePath[] =>
  targetIndexes(repository).filter((index) => index !== lastingIndex(repository));

const isPartial = (index: AbsolutePath): boolean => /^next-index-\d+\.lock$/.test(basename(index));

const beside = (index: AbsolutePath, name: string): AbsolutePath =>
  joinPath(dirname(index) as AbsolutePath, name);
