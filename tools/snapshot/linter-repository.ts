// The linters' repository: a small `.git` of the snapshot's own, which shows the commit-to-be as staged. It shares only
// the objects with the user's repository, for reading (alternates). As long as linters leave it as it is, it is kept,
// and only what differs is written for the next tree.
import { readdirSync } from 'node:fs';
import { lstatIfExists, makePrivateDirectory } from '../base/files.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { encodeName, fsPath } from '../base/names.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { readBytes } from '../base/read-text.ts';
import { remove } from '../base/remove.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import type { Repository } from '../git/repository.ts';
import { mirrorFile, mirrorRefs, write } from './mirror.ts';
import { programStartNs, type Slot } from './slot.ts';

/** Makes the `.git` of `slot.checkout`, but for its index; can run while the tree is being checked out. */
export async function makeLinterRepository(
  repository: Repository,
  slot: Slot,
  { head, settings }: { readonly head: ObjectId | undefined; readonly settings: string },
): Promise<void> {
  const own = ownDirectory(slot);
  for (const path of ['objects/info', 'info', 'refs']) makePrivateDirectory(joinPath(own, path));
  write(joinPath(own, 'HEAD'), `${head ?? 'ref: refs/heads/main'}\n`);
  write(joinPath(own, 'objects/info/alternates'), `${quoteAlternate(repository.objects)}\n`);
  for (const path of ['shallow', 'info/attributes']) {
    mirrorFile(repository.commonDirectory, own, path);
  }
  write(joinPath(own, 'config'), settings);
  await mirrorRefs(repository, own);
}

/** Gives the repository an index in which everything that was checked out is staged. */
export function addIndex(slot: Slot): void {
  remove(linterIndex(slot));
  copyIndexFile(slot.index, linterIndex(slot));
}

/** Removes the repository with all that linters have written in it. */
export function removeLinterRepository(slot: Slot): void {
  remove(ownDirectory(slot));
}

/** Removes the repository if anything was written in it since programs of the user's began. */
export function removeIfTouched(slot: Slot): void {
  const begin = programStartNs(slot);
  if (begin === undefined || !isUntouched(ownDirectory(slot), begin)) removeLinterRepository(slot);
}

/** Whether a file, or a directory with all that is in it, was last changed before `since`. */
function isUntouched(path: AbsolutePath, since: bigint): boolean {
  const found = lstatIfExists(path);
  if (found === undefined || found.ctimeNs >= since) return false;
  if (!found.isDirectory()) return true;
  return readdirSync(fsPath(path)).every((name) => isUntouched(joinPath(path, name), since));
}

/** Excludes `paths` from its untracked files: the user's pattern, such as `gen/`, does not match a link. */
export function excludeFromStatus(
  { commonDirectory }: Repository,
  slot: Slot,
  paths: readonly RepoPath[],
): void {
  const excluded = readBytes(joinPath(commonDirectory, 'info/exclude')) ?? Buffer.alloc(0);
  const patterns = paths
    .filter((path) => !path.includes('\n'))
    .map((path) => `/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}\n`);
  const own = encodeName(`\n${patterns.join('')}`);
  write(joinPath(ownDirectory(slot), 'info/exclude'), Buffer.concat([excluded, own]));
}

/** The index that git inside linters uses. */
export const linterIndex = (slot: Slot): AbsolutePath => joinPath(ownDirectory(slot), 'index');

const ownDirectory = (slot: Slot): AbsolutePath => joinPath(slot.checkout, '.git');

const quoteAlternate = (path: AbsolutePath): string =>
  /^["#]|\n/.test(path) ? JSON.stringify(path) : path;
