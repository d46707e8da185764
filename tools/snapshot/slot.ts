// Which checkout a run works in. A slot holds one tree at a time: the jobs of one run on one tree share
// it, any other run takes another slot.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';
import { inspect, makePrivateDirectory, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { lockNote, tryLock, unlock } from '../base/lock.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import { identityOf, isAlive, ownIdentity } from '../base/process-identity.ts';
import { readText } from '../base/read-text.ts';
import { remove } from '../base/remove.ts';

export interface Slot {
  readonly directory: AbsolutePath;
  readonly checkout: AbsolutePath;
  /** Says which tree and paths `checkout` was brought to; switchyard's own, no linter's git uses it. */
  readonly index: AbsolutePath;
  /** What was brought in of the user's ignored entries. */
  readonly manifest: AbsolutePath;
}

/** What is in a slot while somebody uses it. */
export interface Content {
  /** The run that shares it. */
  readonly run: string;
  readonly tree: ObjectId;
  readonly head: ObjectId | undefined;
}

/**
 * Joins a slot that holds `content`, or takes a free one and has `fill` bring it there first.
 * `fill` is told whether the slot was handed back clean. Fails as `fill` does; the slot is free then.
 */
export async function acquireSlot(
  directory: AbsolutePath,
  checkoutName: string,
  content: Content,
  fill: (slot: Slot, clean: boolean) => Promise<void>,
): Promise<Slot> {
  for (let number = 1; ; number += 1) {
    const slot = slotAt(below(directory, String(number)), checkoutName);
    if (!(await lockFor(slot, content))) continue;
    try {
      const users = liveUsers(slot);
      if (users.length > 0 && !holds(slot, content)) continue;
      if (users.length === 0) await takeOver(slot, content, fill);
      writeScratch(userFile(slot), ownIdentity(), 'w');
      return slot;
    } finally {
      unlock(lockFile(slot));
    }
  }
}

/**
 * Gives the slot back. The last user has `clean` rid it of what its linters left; if that fails, the
 * next user starts with a slot that is not clean.
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
 * While the process `watcher` runs the slot is in use as well, also if this process is killed: linters of
 * its may still be at work then. Until the slot is given back, or another watcher named.
 */
export function keepWhile(slot: Slot, watcher: number): void {
  writeScratch(watcherFile(slot), identityOf(watcher) ?? '', 'w');
}

/** The slots below `directory`, in the order in which they are taken. */
export function listSlots(directory: AbsolutePath, checkoutName: string): Slot[] {
  return names(directory)
    .filter((name) => /^\d+$/.test(name))
    .sort((one, other) => Number(one) - Number(other))
    .map((name) => slotAt(below(directory, name), checkoutName));
}

/** When the content of a slot in use was begun to be brought in, in milliseconds. */
export const filledSince = (slot: Slot): number =>
  Number(inspect(contentFile(slot))?.mtimeMs ?? 0n);

/** Whether no live process uses the slot; its lock must be held. */
export const isIdle = (slot: Slot): boolean => liveUsers(slot).length === 0;

const POLL = 4; // milliseconds

const slotAt = (directory: AbsolutePath, checkoutName: string): Slot => ({
  directory,
  checkout: below(directory, checkoutName),
  index: below(directory, 'index'),
  manifest: below(directory, 'ignored.json'),
});

export const lockFile = (slot: Slot): AbsolutePath => below(slot.directory, 'lock');
const usedFile = (slot: Slot): AbsolutePath => below(slot.directory, 'used');
const contentFile = (slot: Slot): AbsolutePath => below(slot.directory, 'content');
const userFile = (slot: Slot): AbsolutePath => below(slot.directory, `user-${process.pid}`);
const watcherFile = (slot: Slot): AbsolutePath =>
  below(slot.directory, `user-${process.pid}-watcher`);

/** Waits for the lock, unless its holder is bringing in something else than is wanted here. */
async function lockFor(slot: Slot, content: Content): Promise<boolean> {
  while (!lockNow(slot, describe(content))) {
    const bringing = lockNote(lockFile(slot));
    if (bringing !== '' && bringing !== describe(content)) return false;
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

async function takeOver(
  slot: Slot,
  content: Content,
  fill: (slot: Slot, clean: boolean) => Promise<void>,
): Promise<void> {
  const clean = inspect(usedFile(slot)) === undefined;
  writeScratch(usedFile(slot), '', 'w');
  writeScratch(contentFile(slot), describe(content), 'w');
  await fill(slot, clean);
}

const describe = (content: Content): string =>
  `${content.run}\n${content.tree}\n${content.head ?? ''}`;

const holds = (slot: Slot, content: Content): boolean =>
  readText(contentFile(slot)) === describe(content);

function liveUsers(slot: Slot): string[] {
  return names(slot.directory)
    .filter((name) => name.startsWith('user-'))
    .filter((name) => {
      const file = below(slot.directory, name);
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
