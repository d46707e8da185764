// Reads a file of the user's working tree, and never anything that a link or a strange path leads to.
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';
import { inspect, readRegularFile, type RegularFile } from '../base/files.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';

/**
 * The regular file at `path`, or `undefined` for everything that is to be left alone: nothing, a link,
 * a directory, a file that cannot be read, a path that passes through a link. A file that is just
 * being written is given a moment to be finished.
 */
export async function observeWorkingFile(
  top: AbsolutePath,
  path: RepoPath,
): Promise<RegularFile | undefined> {
  return isInside(top, path) ? readSettled(below(top, path)) : undefined;
}

/** The same for a file of switchyard's own that may be a user's, moved aside. */
export async function readSettled(path: AbsolutePath): Promise<RegularFile | undefined> {
  for (let waited = 0; ; waited += PAUSE) {
    const file = read(path);
    const age = file === undefined ? 0 : Date.now() - Number(file.stats.mtimeMs);
    if (file === undefined || waited >= PATIENCE || Math.abs(age) > SETTLED) return file;
    await sleep(PAUSE);
  }
}

// Milliseconds. An editor that writes in place empties the file first.
const SETTLED = 100;
const PAUSE = 10;
const PATIENCE = 1000;

/** Whether every directory of `path` is a real one inside the working tree. */
export function isInside(top: AbsolutePath, path: RepoPath): boolean {
  const segments = path.split('/');
  if (segments.some((name) => FORBIDDEN.has(name.toLowerCase()))) return false;
  return segments
    .slice(0, -1)
    .every((_, at) => isDirectory(below(top, segments.slice(0, at + 1).join('/'))));
}

const FORBIDDEN = new Set(['', '.', '..', '.git']);

const isDirectory = (path: AbsolutePath): boolean => inspect(path)?.isDirectory() === true;

function read(path: AbsolutePath): RegularFile | undefined {
  try {
    return readRegularFile(path);
  } catch (error) {
    if (errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM') return undefined;
    throw error;
  }
}
