// The only writer of files, but for copies of git's index and for what a user asked for by name (`outputs.ts`).
// Everything private is created 0600 or 0700; what must survive power loss is synced before it gets its name.
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  promises,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
  type BigIntStats,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { checkpoint } from './checkpoint.ts';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/**
 * Creates `directory` and what is missing above it, for the user alone. Does not use Node's
 * `recursive`, which tries for ever where the system says that a directory's name does not exist, as below /proc.
 */
export function makePrivateDirectory(directory: AbsolutePath): void {
  if (isDirectory(directory)) return;
  try {
    makeDirectory(directory);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const parent = dirname(directory) as AbsolutePath;
    if (lstatIfExists(parent) === undefined) makePrivateDirectory(parent);
    makeDirectory(directory); // others may have made the parent in between
  }
}

function makeDirectory(directory: AbsolutePath): void {
  try {
    mkdirSync(fsPath(directory), { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || !isDirectory(directory)) throw error;
  }
}

const isDirectory = (path: AbsolutePath): boolean =>
  statSync(fsPath(path), { throwIfNoEntry: false })?.isDirectory() === true;

/** Writes a file that did not exist; fails with `EEXIST` if it does. Synced when this returns. */
export function createFile(path: AbsolutePath, content: Buffer | string, mode = 0o600): void {
  checkpoint(`before creating ${basename(path)}`);
  const file = openSync(fsPath(path), 'wx', mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  checkpoint(`after creating ${basename(path)}`);
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
function renameFile(from: AbsolutePath, to: AbsolutePath): void {
  moveFile(from, to);
  syncDirectory(dirname(to) as AbsolutePath);
}

/** Renames within a file system. Not synced. Throws the system's error, `EXDEV` among them. */
export function moveFile(from: AbsolutePath, to: AbsolutePath): void {
  checkpoint(`before renaming ${basename(from)} to ${basename(to)}`);
  renameSync(fsPath(from), fsPath(to));
  checkpoint(`after renaming ${basename(from)} to ${basename(to)}`);
}

/** Gives a file a second name, if nothing has that name and the file systems can. Not synced. */
export function linkFile(
  from: AbsolutePath,
  to: AbsolutePath,
): 'linked' | 'name taken' | 'unsupported' {
  checkpoint(`before linking ${basename(from)} to ${basename(to)}`);
  try {
    linkSync(fsPath(from), fsPath(to));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return 'name taken';
    if (NO_LINKS.has(code)) return 'unsupported';
    throw error;
  }
  checkpoint(`after linking ${basename(from)} to ${basename(to)}`);
  return 'linked';
}

/** Errors of file systems that have no hard links, or of a link across file systems. */
const NO_LINKS = new Set<string | undefined>(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV']);

function syncDirectory(directory: AbsolutePath): void {
  const handle = openSync(fsPath(directory), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Syncs files and directories together: the file system then waits for the disk once. */
export async function syncAll(paths: readonly AbsolutePath[]): Promise<void> {
  const queue = [...paths];
  const work = async (): Promise<void> => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const handle = await promises.open(fsPath(path), 'r');
      try {
        await handle.sync();
      } catch (error) {
        if (!NO_SYNC.has(errorCode(error))) throw error;
      } finally {
        await handle.close();
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, work)); // not to run out of open files
}

/** Errors that are ignored: some file systems cannot sync directories. */
const NO_SYNC = new Set<string | undefined>(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** What `path` itself is (links not followed), or `undefined` if nothing is there. */
export function lstatIfExists(path: AbsolutePath): BigIntStats | undefined {
  try {
    return lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * Writes a file that may be lost in a crash: anew (`w`, first removed), appends (`a`), or fails with `EEXIST` (`wx`).
 */
export function writeScratch(
  path: AbsolutePath,
  content: Buffer | string,
  flag: 'w' | 'wx' | 'a',
): void {
  checkpoint(`before writing ${basename(path)}`);
  if (flag === 'w') unlink(path); // ext4 brings a file that is written over to the disk at once
  writeFileSync(fsPath(path), content, { flag, mode: 0o600 });
  checkpoint(`after writing ${basename(path)}`);
}

function unlink(path: AbsolutePath): void {
  if (lstatIfExists(path) === undefined) return; // quicker than an error
  try {
    unlinkSync(fsPath(path));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Gives `path` this content in one step: readers see the old or the new. May be lost; not synced. */
export function replaceScratch(path: AbsolutePath, content: Buffer | string): void {
  const temporary = `${path}.${process.pid}.new` as AbsolutePath;
  writeScratch(temporary, content, 'w');
  moveFile(temporary, path);
}

/**
 * Writes over a regular file in place (same inode) if it still holds `expected`, and syncs it. If it does not, returns
 * false and has written nothing. If killed meanwhile, each byte is the old or the new one. After an error the old bytes
 * are written back, unless that fails too.
 */
export function overwriteFile(path: AbsolutePath, expected: Buffer, content: Buffer): boolean {
  const file = openSync(fsPath(path), constants.O_RDWR | constants.O_NOFOLLOW);
  const write = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length;) {
      at += writeSync(file, bytes, at, Math.min(bytes.length - at, CHUNK), at);
      checkpoint(`while writing over ${basename(path)}`);
    }
    ftruncateSync(file, bytes.length);
    fsyncSync(file);
  };
  try {
    if (!fstatSync(file).isFile() || !readFileSync(file).equals(expected)) return false;
    checkpoint(`before writing over ${basename(path)}`);
    try {
      write(content);
    } catch (error) {
      write(expected);
      throw error;
    }
    return true;
  } finally {
    closeSync(file);
  }
}

const CHUNK = 1 << 20; // bytes written at once

/** Writes a file where there is none, with exactly this mode; fails with `EEXIST`. Not synced. */
export function writeCopy(path: AbsolutePath, content: Buffer, mode: number): void {
  writeFileSync(fsPath(path), content, { flag: 'wx', mode });
  chmodSync(fsPath(path), mode);
}

/** Makes a symbolic link with the target `text`; fails with `EEXIST` if something is there. */
export function makeLink(path: AbsolutePath, text: string): void {
  symlinkSync(fsPath(text), fsPath(path));
}
