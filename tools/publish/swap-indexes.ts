// Replaces index files as git does: by renaming `<index>.lock`, one rename each.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, Failure } from '../base/errors.ts';
import { createFile, lstatIfExists, linkFile, moveFile } from '../base/files.ts';
import { readRegularFile } from '../base/regular-file.ts';
import { fileIdentity } from '../base/lookups.ts';
import { setOwnerAndMode } from '../base/owner-and-mode.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';

export interface IndexSwap {
  readonly index: AbsolutePath;
  /** The new file, complete and synced, on the same file system. */
  readonly prepared: AbsolutePath;
  /** The identity of `index` when `prepared` was made of it. */
  readonly fingerprint: string;
}

/**
 * Replaces each index by its prepared file, in order. If an index was written since its fingerprint was taken, returns
 * false and has changed nothing. A lock file is a hard link to the prepared file (a copy, where there are none), so
 * that `removeOwnLocks` recognises it if the process is killed while it holds the lock. Fails with `environment` if
 * another process holds a lock for longer than `timeoutMs`.
 */
export async function swapIndexes(
  swaps: readonly IndexSwap[],
  timeoutMs = LOCK_TIMEOUT_MS,
): Promise<boolean> {
  const held: AbsolutePath[] = [];
  try {
    for (const { index, prepared } of swaps) {
      const lock = lockOf(index);
      await take(lock, prepared, timeoutMs);
      held.push(lock);
    }
    if (swaps.some(({ index, fingerprint }) => fileIdentity(index) !== fingerprint)) return false;
    for (const { index } of swaps) {
      moveFile(lockOf(index), index);
      held.shift();
    }
  } finally {
    held.forEach(remove);
  }
  return true;
}

/** Removes the locks of `indexes` that a killed `swapIndexes` left: those with the content of a `prepared` file. */
export function removeOwnLocks(
  indexes: readonly AbsolutePath[],
  prepared: readonly AbsolutePath[],
): void {
  removeOwn(indexes.map(lockOf), prepared);
}

/** Removes those of `files` that have the content of a `prepared` file. */
export function removeOwn(files: readonly AbsolutePath[], prepared: readonly AbsolutePath[]): void {
  for (const own of files) {
    if (prepared.some((file) => isSameFile(own, file))) remove(own);
  }
}

const lockOf = (index: AbsolutePath): AbsolutePath => `${index}.lock` as AbsolutePath;

async function take(lock: AbsolutePath, prepared: AbsolutePath, timeoutMs: number): Promise<void> {
  for (let waited = 0; ; waited += PAUSE) {
    if (lockWith(lock, prepared)) return;
    if (waited >= timeoutMs) {
      throw new Failure('environment', 'The index is locked.', {
        why: `${lock} exists: another git command is running, or one was killed.`,
        next: 'Try again when it has ended. If none is running, remove the file.',
      });
    }
    await sleep(PAUSE);
  }
}

// Milliseconds.
const PAUSE = 20;
const LOCK_TIMEOUT_MS = 2000;

function lockWith(lock: AbsolutePath, prepared: AbsolutePath): boolean {
  const link = linkFile(prepared, lock);
  if (link !== 'unsupported') return link === 'linked';
  try {
    createFile(lock, readFileSync(prepared));
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  const stats = lstatIfExists(prepared);
  if (stats !== undefined) setOwnerAndMode(lock, stats);
  return true;
}

function isSameFile(one: AbsolutePath, other: AbsolutePath): boolean {
  const [first, second] = [readRegularFile(one), readRegularFile(other)];
  return first !== undefined && second !== undefined && first.content.equals(second.content);
}
