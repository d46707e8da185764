// The files of a tree that can hold configuration. Of the last trees they are kept: a commit seldom changes
// them, and git would walk through the whole index for them.
import { readFileSync } from 'node:fs';
import { makePrivateDirectory, replaceScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { baseName, below, type AbsolutePath } from '../base/paths.ts';
import {
  CONFIGURATION_NAMES,
  CONFIGURATION_PATHSPECS,
  isConfigurationName,
} from '../config/configuration-names.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { listIndexed, type IndexedFile } from '../select/configuration-files.ts';
import type { PrivateIndex } from '../select/staged.ts';

export async function listConfiguration(index: PrivateIndex): Promise<IndexedFile[]> {
  const listed = await listIndexed(index, CONFIGURATION_PATHSPECS);
  return listed.filter(({ path }) => isConfigurationName(baseName(path)));
}

interface Kept {
  /** Which names were looked for. */
  readonly names: string;
  readonly trees: readonly ObjectId[];
  readonly files: readonly IndexedFile[];
}

/** Those of HEAD's tree, if they are kept. */
export function keptConfiguration(repository: Repository): readonly IndexedFile[] | undefined {
  if (repository.headTree === undefined) return undefined;
  try {
    const kept = JSON.parse(readFileSync(keptFile(repository), 'utf8')) as Kept;
    const isOfHead = kept.names === NAMES && kept.trees.includes(repository.headTree);
    return isOfHead ? kept.files : undefined;
  } catch {
    return undefined; // none yet, or half written when the power failed
  }
}

/** Keeps them for `trees`, which all have these `files`. */
export function keepConfiguration(
  repository: Repository,
  trees: readonly ObjectId[],
  files: readonly IndexedFile[],
): void {
  const kept: Kept = { names: NAMES, trees, files };
  makePrivateDirectory(repository.records);
  replaceScratch(keptFile(repository), JSON.stringify(kept));
}

/** What `files` are after all the `changes` of their tree. */
export function withChanges(
  files: readonly IndexedFile[],
  changes: readonly Change[],
): IndexedFile[] {
  const changed = new Set(changes.map(({ path }) => path));
  const kept = files.filter(({ path }) => !changed.has(path));
  const others = changes
    .filter(({ kind }) => kind === 'file' || kind === 'symlink')
    .filter(({ path }) => isConfigurationName(baseName(path)));
  return [
    ...kept,
    ...others.map(({ path, blob, kind }) => ({ path, blob, link: kind === 'symlink' })),
  ];
}

const keptFile = ({ records }: Repository): AbsolutePath => below(records, 'configuration.json');

const NAMES = CONFIGURATION_NAMES.join(' ');
