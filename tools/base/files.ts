// The only writer of files. Everything private is created 0600 or 0700; what must survive power loss
// is synced before it gets its name.
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs';
import { dirname } from 'node:path';
import { checkpoint } from './checkpoint.ts';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/** Creates `directory` and what is missing above it, for the user alone. */
export function makePrivateDirectory(directory: AbsolutePath): void {
  mkdirSync(fsPath(directory), { recursive: true, mode: 0o700 });
}

/** Writes a file that did not exist; fails with `EEXIST` if it does. Synced when this returns. */
export function createFile(path: AbsolutePath, content: Buffer | string, mode = 0o600): void {
  checkpoint('before creating a file');
  const file = openSync(fsPath(path), 'wx', mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  checkpoint('after creating a file');
}

/** Gives `path` this content in one step: readers see the old or the new, after a crash as well. */
export function replaceFile(path: AbsolutePath, content: Buffer | string, mode = 0o600): void {
  const temporary = `${path}.${process.pid}.new` as AbsolutePath;
  rmSync(fsPath(temporary), { force: true });
  createFile(temporary, content, mode);
  chmodSync(fsPath(temporary), mode);
  renameFile(temporary, path);
}

/** Renames within a file system and syncs the directory that holds the new name. */
export function renameFile(from: AbsolutePath, to: AbsolutePath): void {
  checkpoint('before renaming a file');
  renameSync(fsPath(from), fsPath(to));
  checkpoint('after renaming a file');
  syncDirectory(dirname(to) as AbsolutePath);
}

/** Removes a file or a directory with all that is in it; nothing there is fine. */
export function remove(path: AbsolutePath): void {
  checkpoint('before removing');
  rmSync(fsPath(path), { recursive: true, force: true });
}

export function syncDirectory(directory: AbsolutePath): void {
  const handle = openSync(fsPath(directory), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What `path` itself is (links not followed), or `undefined` if nothing is there. */
export function inspect(path: AbsolutePath): BigIntStats | undefined {
  try {
    return lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Writes what may be lost in a crash: overwrites (`w`), or fails with `EEXIST` (`wx`). Not synced. */
export function writeScratch(path: AbsolutePath, content: Buffer | string, flag: 'w' | 'wx'): void {
  checkpoint('before writing scratch');
  writeFileSync(fsPath(path), content, { flag, mode: 0o600 });
}
