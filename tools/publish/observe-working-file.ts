// Reads a file of the user's working tree, but nothing that a symbolic link or a path with `..` or `.git` leads to.
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';
import { readRegularFile, type RegularFile } from '../base/regular-file.ts';
import { hasDirectory } from '../base/has-directory.ts';
import { joinPath, parentOf, type AbsolutePath, type RepoPath } from '../base/paths.ts';

/**
 * The regular file at `path`; `undefined` if nothing or something else is there, it may not be read, or the path passes
 * through a symbolic link. If the file was written just now, waits for up to a second until it is no longer written.
 */
export async function observeWorkingFile(
  top: AbsolutePath,
  path: RepoPath,
): Promise<RegularFile | undefined> {
  return isInside(top, path) ? readSettled(joinPath(top, path)) : undefined;
}

/** As `observeWorkingFile`, for any path, such as a user's file that was moved into the work area. */
export async function readSettled(path: AbsolutePath): Promise<RegularFile | undefined> {
  for (let waited = 0; ; waited += PAUSE) {
    const file = read(path);
    const age = file === undefined ? 0 : Date.now() - Number(file.stats.mtimeMs);
    if (file === undefined || waited >= TIMEOUT_MS || Math.abs(age) > SETTLED) return file;
    await sleep(PAUSE);
  }
}

// Milliseconds. A file that was written longer ago than `SETTLED` counts as finished: editors that write in place empty
// the file first.
const SETTLED = 100;
const PAUSE = 10;
const TIMEOUT_MS = 1000;

/** Whether every directory in `path` is a directory of the working tree, not a link, and none is `..` or `.git`. */
export function isInside(top: AbsolutePath, path: RepoPath): boolean {
  if (path.split('/').some((name) => FORBIDDEN.has(name.toLowerCase()))) return false;
  return hasDirectory(top, parentOf(path));
}

const FORBIDDEN = new Set(['', '.', '..', '.git']);

function read(path: AbsolutePath): RegularFile | undefined {
  try {
    return readRegularFile(path);
  } catch (error) {
    if (errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM') return undefined;
    throw error;
  }
}
