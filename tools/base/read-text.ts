// Reads files that may be absent. Where absence is common, it is checked first: an error that Node throws costs ten
// times as much.
import { existsSync, readFileSync } from 'node:fs';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/** The text of a file that switchyard or git wrote; `undefined` if it does not exist. Throws if it cannot be read. */
export function readText(path: AbsolutePath): string | undefined {
  return readBytes(path)?.toString();
}

/** As `readText`, but returns the bytes. */
export function readBytes(path: AbsolutePath): Buffer | undefined {
  if (!existsSync(fsPath(path))) return undefined;
  try {
    return readFileSync(fsPath(path));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The text of any file; `undefined` if it does not exist, is not a file, or may not be read. */
export function readTextIfAny(path: AbsolutePath): string | undefined {
  try {
    return readFileSync(fsPath(path), 'utf8');
  } catch (error) {
    if (UNREADABLE.has(errorCode(error))) return undefined;
    throw error;
  }
}

const UNREADABLE = new Set<string | undefined>(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES']);
