// Who may do what with a file. With `files.ts`, the only writer of these.
import { chmodSync, lchownSync, lstatSync, type BigIntStats } from 'node:fs';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

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
