// A lock between processes: a file that names its holder. One whose holder is dead is taken over.
import { errorCode } from './errors.ts';
import { lstatIfExists, writeScratch } from './files.ts';
import type { AbsolutePath } from './paths.ts';
import { isAlive, ownIdentity } from './process-identity.ts';
import { readText } from './read-text.ts';
import { remove } from './remove.ts';

/** Takes the lock at `path` and returns true; false if a live process holds it. `note` is what `lockNote` returns. */
export function tryLock(path: AbsolutePath, note = ''): boolean {
  if (create(path, note)) return true;
  if (isHeld(path)) return false;
  // One process at a time may remove a dead holder's file, or two would take the lock at once.
  const breaking = `${path}.breaking` as AbsolutePath;
  if (!create(breaking, '')) {
    if (!isHeld(breaking)) remove(breaking);
    return false;
  }
  try {
    if (!isHeld(path)) remove(path);
    return create(path, note);
  } finally {
    remove(breaking);
  }
}

/** Releases a lock that this process holds. */
export function unlock(path: AbsolutePath): void {
  remove(path);
}

/** Whether a live process holds the lock. */
function isHeld(path: AbsolutePath): boolean {
  const holder = readText(path);
  // The file is empty between its creation and the first write: a young one counts as held.
  if (holder === '') return Date.now() - Number(lstatIfExists(path)?.mtimeMs ?? 0) < 2000;
  return holder !== undefined && isAlive(holder.split('\n', 1)[0] ?? '');
}

/** The note of the process that took the lock; empty if nobody holds it. */
export const lockNote = (path: AbsolutePath): string =>
  readText(path)?.split('\n').slice(1).join('\n') ?? '';

function create(path: AbsolutePath, note: string): boolean {
  try {
    writeScratch(path, `${ownIdentity()}\n${note}`, 'wx');
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
