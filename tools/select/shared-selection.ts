// What one job of a hook run found staged serves the run's later jobs, while the index is the same.
import { readFileSync } from 'node:fs';
import { errorCode } from '../base/errors.ts';
import { inspect, makePrivateDirectory, replaceScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import { runDirectory } from '../base/run-directory.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import type { IndexedFile } from './configuration-files.ts';
import { mergeHeads, type IndexCopy } from './staged.ts';

export interface SharedSelection {
  readonly tree: ObjectId;
  readonly changes: readonly Change[];
  readonly indexed: readonly IndexedFile[];
}

/** What a job of this run left of an index like `index`; `undefined` if none did. */
export function sharedSelection(
  repository: Repository,
  run: string,
  index: IndexCopy,
): SharedSelection | undefined {
  try {
    const text = readFileSync(selectionFile(repository, run), 'utf8');
    const { of, ...selection } = JSON.parse(text) as SharedSelection & { readonly of: string };
    return of === stateOf(repository, index) ? selection : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Leaves `selection`, unless another job has left its own. */
export function shareSelection(
  repository: Repository,
  run: string,
  index: IndexCopy,
  selection: SharedSelection,
): void {
  const file = selectionFile(repository, run);
  if (inspect(file) !== undefined) return;
  makePrivateDirectory(runDirectory(repository.records, run));
  replaceScratch(file, JSON.stringify({ ...selection, of: stateOf(repository, index) }));
}

const stateOf = (repository: Repository, { fingerprint }: IndexCopy): string =>
  [repository.index, fingerprint, repository.head ?? '', ...mergeHeads(repository)].join('\n');

const selectionFile = (repository: Repository, run: string): AbsolutePath =>
  below(runDirectory(repository.records, run), 'selection.json');
