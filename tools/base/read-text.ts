// Reads texts that may not be there, or no more.
import { readFileSync } from 'node:fs';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/** The text of a file of switchyard's own; `undefined` if there is none. */
export function readText(path: AbsolutePath): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The text of anybody's file; `undefined` if there is none, it is something else, or may not be read. */
export function readTextIfAny(path: AbsolutePath): string | undefined {
  try {
    return readFileSync(fsPath(path), 'utf8');
  } catch (error) {
    if (UNREADABLE.has(errorCode(error))) return undefined;
    throw error;
  }
}

const UNREADABLE = new Set<string | undefined>(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES']);
