// Who may do what with a file. With `files.ts`, the only writer of these.
import { chmodSync, lchownSync, lstatSync, readdirSync, type BigIntStats } from 'node:fs';
import { errorCode } from './errors.ts';
import { decodeName, fsPath } from './names.ts';
import { below, type AbsolutePath } from './paths.ts';

/** Gives a file another's owner, group and mode. Returns false where not all of that is allowed. */
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

/** Lets the user, and nobody else, write a file of their own. */
export function makeWritable(path: AbsolutePath): void {
  chmodSync(fsPath(path), 0o600);
}

/**
 * Lets the user again into directories of theirs, at and below `directory`, that they have closed to themselves.
 * Links are not followed. Returns whether there was one.
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
    if (openDirectories(below(directory, decodeName(child.name)))) opened = true;
  }
  return opened;
}
