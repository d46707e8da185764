// Prepares the new content of every index that is to get the fixes (see `targetIndexes`).
import { readFileSync } from 'node:fs';
import { BrokenInvariant } from '../base/errors.ts';
import type { Fix } from '../base/model/lint-result.ts';
import { sha256 } from '../base/sha256.ts';
import type { Repository } from '../git/repository.ts';
import type { Intent } from './intent.ts';
import { prepareIndex, type PreparedIndex } from './prepare-index.ts';
import { preparedIndexes, type WorkArea } from './work-area.ts';
import { targetIndexes } from './target-indexes.ts';

export interface PreparedIndexes {
  /** Those that get a fix, in the order to swap them: the one being committed is the last. Not synced. */
  readonly swaps: readonly PreparedIndex[];
  /** The one that becomes `index` if the commit succeeds. */
  readonly staying: PreparedIndex;
  /** The one being committed; the same as `staying`, but for `git commit -- path`. */
  readonly committed: PreparedIndex;
}

/** Prepares the indexes in the work area. The user's indexes are only read. */
export async function prepareIndexes(
  repository: Repository,
  area: WorkArea,
  fixes: readonly Fix[],
): Promise<PreparedIndexes> {
  const files = preparedIndexes(area);
  const all = [];
  for (const [number, index] of targetIndexes(repository).entries()) {
    const prepared = files.indexes[number];
    if (prepared !== undefined) all.push(await prepareIndex(repository, index, prepared, fixes));
  }
  const [staying, committed] = [all[0], all.at(-1)];
  if (staying === undefined || committed === undefined) throw new BrokenInvariant('no index');
  const swaps = all.filter(({ fixed }) => fixed.length > 0);
  return { swaps, staying, committed };
}

/** The prepared indexes with the hashes of their content, for the record of intent. */
export const hashesOf = ({ swaps }: PreparedIndexes): Intent['indexes'] =>
  swaps.map(({ index, prepared }) => ({ index, sha256: sha256(readFileSync(prepared)) }));
