// The linters' repository: a small `.git` of the snapshot's own, which shows the commit-to-be as staged. It shares only
// the objects with the user's repository, for reading (alternates). Made anew for each tree.
import { makePrivateDirectory, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { encodeName } from '../base/names.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import type { Repository } from '../git/repository.ts';
import { copyFile, copyRefs } from './copy-refs.ts';
import { linterSettings } from './linter-settings.ts';
import type { Slot } from './slot.ts';

/** Makes the `.git` of `slot.checkout`, without an index; can run while the tree is being checked out. */
export async function makeLinterRepository(
  repository: Repository,
  slot: Slot,
  head: ObjectId | undefined,
): Promise<void> {
  removeLinterRepository(slot);
  const own = ownDirectory(slot);
  makePrivateDirectory(own);
  for (const path of ['objects', 'objects/info', 'info']) makePrivateDirectory(below(own, path));
  const write = (path: string, content: string): void => {
    writeScratch(below(own, path), content, 'w');
  };
  write('HEAD', `${head ?? 'ref: refs/heads/main'}\n`);
  write('objects/info/alternates', `${quoteAlternate(repository.objects)}\n`);
  for (const path of ['shallow', 'info/attributes', 'info/exclude']) {
    copyFile(repository.commonDirectory, own, path);
  }
  const [settings] = await Promise.all([
    linterSettings(repository, slot),
    copyRefs(repository, own),
  ]);
  write('config', settings);
}

/** Gives it an index in which everything that was checked out is staged. */
export function addIndex(slot: Slot): void {
  copyIndexFile(slot.index, linterIndex(slot));
}

export function removeLinterRepository(slot: Slot): void {
  remove(ownDirectory(slot));
}

/** Excludes `paths` from its untracked files: the user's pattern, such as `gen/`, does not match a link. */
export function excludeFromStatus(slot: Slot, paths: readonly RepoPath[]): void {
  const exclude = below(ownDirectory(slot), 'info/exclude');
  const patterns = paths
    .filter((path) => !path.includes('\n'))
    .map((path) => `/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}\n`);
  writeScratch(exclude, encodeName(`\n${patterns.join('')}`), 'a');
}

export const linterIndex = (slot: Slot): AbsolutePath => below(ownDirectory(slot), 'index');

const ownDirectory = (slot: Slot): AbsolutePath => below(slot.checkout, '.git');

const quoteAlternate = (path: AbsolutePath): string =>
  /^["#]|\n/.test(path) ? JSON.stringify(path) : path;
