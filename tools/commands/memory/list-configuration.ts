// Lists the files of a tree that can hold configuration, and its `.gitattributes`. The last list is cached, with the
// ids of its trees, in the repository's records: commits seldom change it, and git would have to read through the whole
// index.
import type { ObjectId } from '../../base/model/lint-result.ts';
import { baseName, type RepoPath } from '../../base/paths.ts';
import {
  CONFIGURATION_NAMES,
  CONFIGURATION_PATHSPECS,
  isConfigurationName,
} from '../../config/configuration-names.ts';
import type { Change } from '../../git/raw-diff.ts';
import type { Repository } from '../../git/repository.ts';
import { digestOf } from '../../memory/inputs.ts';
import { listIndexed, type IndexedFile } from '../../select/configuration-files.ts';
import type { PrivateIndex } from '../../select/staged.ts';
import { writeTreeList, readTreeList } from './cached-lists.ts';

/** The files of the index that can hold configuration, and its `.gitattributes`. Asks git. */
export async function listConfiguration(index: PrivateIndex): Promise<IndexedFile[]> {
  const pathspecs = [...CONFIGURATION_PATHSPECS, `:(top)*${ATTRIBUTES_NAME}`];
  return (await listIndexed(index, pathspecs)).filter(({ path }) => isListed(path));
}

/** Whether the file is one of those that are listed. */
export const isListed = (path: RepoPath): boolean =>
  isConfigurationName(baseName(path)) || baseName(path) === ATTRIBUTES_NAME;

/** A digest of the attributes that a tree gives its files, by the list of that tree. */
export const attributesOf = (files: readonly IndexedFile[]): string =>
  digestOf(
    files
      .filter(({ path }) => baseName(path) === ATTRIBUTES_NAME)
      .map(({ path, blob }) => `${blob} ${path}`)
      .sort(),
  );

const ATTRIBUTES_NAME = '.gitattributes';

/** The cached list, if it is of HEAD's tree. */
export const cachedConfiguration = (repository: Repository): readonly IndexedFile[] | undefined =>
  readTreeList(repository, 'configuration', NAMES, repository.headTree);

/** Caches the list `files`, which all of `trees` have. */
export const cacheConfiguration = (
  repository: Repository,
  trees: readonly ObjectId[],
  files: readonly IndexedFile[],
): void => {
  writeTreeList(repository, 'configuration', { rules: NAMES, trees, items: files });
};

/** The list `files` of a tree, after `changes` to that tree. */
export function withChanges(
  files: readonly IndexedFile[],
  changes: readonly Change[],
): IndexedFile[] {
  const changed = new Set(changes.map(({ path }) => path));
  const kept = files.filter(({ path }) => !changed.has(path));
  const others = changes
    .filter(({ kind }) => kind === 'file' || kind === 'symlink')
    .filter(({ path }) => isListed(path));
  return [
    ...kept,
    ...others.map(({ path, blob, kind }) => ({ path, blob, link: kind === 'symlink' })),
  ];
}

const NAMES = [...CONFIGURATION_NAMES, ATTRIBUTES_NAME].join(' ');
