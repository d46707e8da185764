// Slots: the numbered directories of a working tree's checkouts, which are kept between runs. A slot in use has one
// tree: the jobs of one run on the same tree share it, any other run takes another slot.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';
import { lstatIfExists, makePrivateDirectory, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { lockNote, tryLock, unlock } from '../base/lock.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { processIdentity, isAlive, ownIdentity } from '../base/process-identity.ts';
import { readText } from '../base/read-text.ts';
import { remove } from '../base/remove.ts';

export interface Slot {
  readonly directory: AbsolutePath;
  readonly checkout: AbsolutePath;
  /** The index of what is checked out; used only by switchyard, not by git inside linters. */
  readonly index: AbsolutePath;
  /** The manifest of the ignored entries in the checkout. */
  readonly manifest: AbsolutePath;
  /** The list of the directories in the checkout (`watched-tree.ts`). */
  readonly watched: AbsolutePath;
}

/** What a slot in use holds. */
export interface SlotContent {
  /** The id of the run whose jobs share the slot. */
  readonly run: string;
  readonly tree: ObjectId;
  readonly head: ObjectId | undefined;
}

/**
 * Joins a slot that holds `content`, or takes a free one and calls `fill` to bring it to `content`. `clean` tells
 * `fill` whether the last user left the slot clean. If `fill` fails, this does too, and the slot is free.
 */
export async function acquireSlot(
  directory: AbsolutePath,
  checkoutName: string,
  content: SlotContent,
  fill: (slot: Slot, clean: boolean) => Promise<void>,
): Promise<Slot> {
  for (let number = 1; ; number += 1) {
    const slot = slotAt(joinPath(directory, String(number)), checkoutName);
    if (!(await lockFor(slot, content))) continue;
    try {
      const users = liveUsers(slot);
      if (users.length > 0 && !holds(slot, content)) continue;
      if (users.length === 0) await fillFreeSlot(slot, content, fill);
      writeScratch(userFile(slot), ownIdentity(), 'w');
      return slot;
    } finally {
      unlock(lockFile(slot));
    }
  }
}

/**
 * Gives the slot back. The last user calls `clean` to remove what the linters left; if that fails, the slot counts as
 * not clean for the next user.
 */
export async function releaseSlot(slot: Slot, clean: () => Promise<void>): Promise<void> {
  while (!tryLock(lockFile(slot))) await sleep(POLL);
  try {
    remove(userFile(slot));
    remove(watcherFile(slot));
    if (liveUsers(slot).length > 0) return;
    await clean();
    remove(usedFile(slot));
  } finally {
    unlock(lockFile(slot));
  }
}

/**
 * Keeps the slot in use while the process `watcher` runs, also if this process is killed, since its linters may still
 * be running then. Ends when the slot is given back, or when called with another watcher.
 */
export function keepInUseWhile(slot: Slot, watcher: number): void {
  writeScratch(watcherFile(slot), processIdentity(watcher) ?? '', 'w');
}

/** The slots below `directory`, in the order in which they are taken. */
export function listSlots(directory: AbsolutePath, checkoutName: string): Slot[] {
  return names(directory)
    .filter((name) => /^\d+$/.test(name))
    .sort((one, other) => Number(one) - Number(other))
    .map((name) => slotAt(joinPath(directory, name), checkoutName));
}

/** When a slot in use began to be filled, in milliseconds since 1970. */
export const fillTimeMs = (slot: Slot): number =>
  Number(lstatIfExists(contentFile(slot))?.mtimeMs ?? 0n);

/** The same in nanoseconds, by the clock of the file system. */
export const fillTimeNs = (slot: Slot): bigint | undefined =>
  lstatIfExists(contentFile(slot))?.ctimeNs;

/** The present time of the file system in nanoseconds: the change time of a file written now. */
export function fileSystemTimeNs(slot: Slot): bigint {
  writeScratch(clockFile(slot), ' ', 'a'); // other users of the slot do so, too
  return lstatIfExists(clockFile(slot))?.ctimeNs ?? 0n;
}

/** Notes that the user's programs may write in the checkout from now on, unless it was noted before. */
export function markProgramStart(slot: Slot): void {
  try {
    writeScratch(beginFile(slot), '', 'wx');
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** When `markProgramStart` was first called for a slot in use, in nanoseconds; `undefined` if it was not. */
export const programStartNs = (slot: Slot): bigint | undefined =>
  lstatIfExists(beginFile(slot))?.ctimeNs;

/** Whether no live process uses the slot; its lock must be held. */
export const isIdle = (slot: Slot): boolean => liveUsers(slot).length === 0;

const POLL = 4; // milliseconds

const slotAt = (directory: AbsolutePath, checkoutName: string): Slot => ({
  directory,
  checkout: joinPath(directory, checkoutName),
  index: joinPath(directory, 'index'),
  manifest: joinPath(directory, 'ignored.json'),
  watched: joinPath(directory, 'watched'),
});

/** The lock that must be held while the users of the slot change. */
export const lockFile = (slot: Slot): AbsolutePath => joinPath(slot.directory, 'lock');
const usedFile = (slot: Slot): AbsolutePath => joinPath(slot.directory, 'used');
const contentFile = (slot: Slot): AbsolutePath => joinPath(slot.directory, 'content');
const clockFile = (slot: Slot): AbsolutePath => joinPath(slot.directory, 'clock');
const beginFile = (slot: Slot): AbsolutePath => joinPath(slot.directory, 'begin');
const userFile = (slot: Slot): AbsolutePath => joinPath(slot.directory, `user-${process.pid}`);
const watcherFile = (slot: Slot): AbsolutePath =>
  joinPath(slot.directory, `user-${process.pid}-watcher`);

/** Waits for the lock; returns false if its holder is filling the slot with other content. */
async function lockFor(slot: Slot, content: SlotContent): Promise<boolean> {
  while (!lockNow(slot, describe(content))) {
    const note = lockNote(lockFile(slot));
    if (note !== '' && note !== describe(content)) return false;
    await sleep(POLL);
  }
  return true;
}

function lockNow(slot: Slot, note: string): boolean {
  makePrivateDirectory(slot.directory);
  try {
    return tryLock(lockFile(slot), note);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false; // an idle slot that was being removed
    throw error;
  }
}

async function fillFreeSlot(
  slot: Slot,
  content: SlotContent,
  fill: (slot: Slot, clean: boolean) => Promise<void>,
): Promise<void> {
  const clean = lstatIfExists(usedFile(slot)) === undefined;
  if (clean) writeScratch(usedFile(slot), '', 'wx');
  writeScratch(contentFile(slot), describe(content), 'w');
  for (const file of [beginFile(slot), clockFile(slot)]) remove(file);
  await fill(slot, clean);
}

const describe = (content: SlotContent): string =>
  `${content.run}\n${content.tree}\n${content.head ?? ''}`;

const holds = (slot: Slot, content: SlotContent): boolean =>
  readText(contentFile(slot)) === describe(content);

/** The `user-…` files of processes that run; removes those of others. */
function liveUsers(slot: Slot): string[] {
  return names(slot.directory)
    .filter((name) => name.startsWith('user-'))
    .filter((name) => {
      const file = joinPath(slot.directory, name);
      if (isAlive(readText(file) ?? '')) return true;
      remove(file);
      return false;
    });
}

function names(directory: AbsolutePath): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
