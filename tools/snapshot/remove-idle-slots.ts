// Limits the disk space of snapshots.
import { tryLock, unlock } from '../base/lock.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { isIdle, listSlots, lockFile } from './slot.ts';

const KEPT = 2; // slots, one more than are usually needed at once

/** Removes the idle slots of one working tree beyond the first two. */
export function removeIdleSlots(directory: AbsolutePath, checkoutName: string): void {
  for (const slot of listSlots(directory, checkoutName).slice(KEPT)) {
    const lock = lockFile(slot);
    if (!tryLock(lock, 'removal')) continue;
    try {
      if (isIdle(slot)) remove(slot.directory);
    } finally {
      unlock(lock);
    }
  }
}
