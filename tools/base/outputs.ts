// Writes the files that a user, or a CI system, asked for by name.
import { appendFileSync, writeFileSync } from 'node:fs';
import { errorCode, Failure, messageOf } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/** Gives the file this content. Fails with `usage` where it cannot be written. */
export function writeOutput(path: AbsolutePath, content: Buffer | string): void {
  try {
    writeFileSync(fsPath(path), content);
  } catch (error) {
    throw errorCode(error) === 'ENOSPC' ? error : notWritten(path, error);
  }
}

/** Adds to the file, which need not be there, if that can be done: nothing depends on it. */
export function appendOutput(path: AbsolutePath, content: string): void {
  try {
    appendFileSync(fsPath(path), content);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

const notWritten = (path: AbsolutePath, error: unknown): Failure =>
  new Failure('usage', `${path} cannot be written.`, { why: messageOf(error) });
