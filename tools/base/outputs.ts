// Writes the files that a user, or a CI system, asked for by name.
import { appendFileSync, writeFileSync } from 'node:fs';
import { errorCode, Failure, messageOf } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/** Writes the file. Fails with `usage` if it cannot be written, but for a full disk. */
export function writeOutput(path: AbsolutePath, content: Buffer | string): void {
  try {
    writeFileSync(fsPath(path), content);
  } catch (error) {
    throw errorCode(error) === 'ENOSPC' ? error : notWritten(path, error);
  }
}

/** Appends to the file, creating it if needed. System errors are ignored: nothing depends on it. */
export function appendOutput(path: AbsolutePath, content: string): void {
  try {
    appendFileSync(fsPath(path), content);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

const notWritten = (path: AbsolutePath, error: unknown): Failure =>
  new Failure('usage', `${path} cannot be written.`, { why: messageOf(error) });
