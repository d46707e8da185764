// Owner, group and mode of files. With `files.ts`, the only place that changes them.
import { chmodSync, lchownSync, lstatSync, readdirSync, type BigIntStats } from 'node:fs';
import { errorCode } from './errors.ts';
import { decodeName, fsPath } from './names.ts';
import { joinPath, type AbsolutePath } from './paths.ts';

/** Sets owner, group and mode as in `like`, as far as permitted. Returns false if not all of it was. */
export function setOwnerAndMode(path: AbsolutePath, like: BigIntStats): boolean {
  const own = lstatSync(fsPath(path), { bigint: true });
  const change = (uid: bigint, gid: bigint): boolean => {
    if (own.uid === uid && own.gid === gid) return true;
    return allowed(() => {
      lchownSync(fsPath(path), Number(uid), Number(gid));
    });
  };
  const owned = change(like.uid, like.gid);
  if (!owned) change(own.uid, like.gid);
  const mode = Number(like.mode & 0o7777n);
  if ((lstatSync(fsPath(path)).mode & 0o7777) === mode) return owned;
  return (
    allowed(() => {
      chmodSync(fsPath(path), mode);
    }) && owned
  );
}

function allowed(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EPERM') return false;
    throw error;
  }
}

/** Sets the mode 0600: the user alone may read and write the file. */
export function makeWritable(path: AbsolutePath): void {
  chmodSync(fsPath(path), 0o600);
}

/**
 * Makes the directories at and below `directory` that lack it readable, writable and searchable for their owner (as a
 * linter may have left them). Links are not followed. Returns whether a mode was changed.
 */
export function openDirectories(directory: AbsolutePath): boolean {
  const stats = lstatSync(fsPath(directory), { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return false;
  let opened = false;
  if ((stats.mode & 0o700) !== 0o700) {
    opened = allowed(() => {
      chmodSync(fsPath(directory), (stats.mode & 0o7777) | 0o700);
    });
    if (!opened) return false;
  }
  const children = readdirSync(fsPath(directory), { withFileTypes: true, encoding: 'buffer' });
  for (const child of children) {
    if (!child.isDirectory()) continue;
    if (openDirectories(joinPath(directory, decodeName(child.name)))) opened = true;
  }
  return opened;
}
