// Reads a regular file, with what it is at that moment, through one descriptor.
import { closeSync, constants, fstatSync, openSync, readFileSync, type BigIntStats } from 'node:fs';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import type { AbsolutePath } from './paths.ts';

/** A regular file as it was at one moment. */
export interface RegularFile {
  readonly content: Buffer;
  readonly stats: BigIntStats;
}

/** Reads `path` if it is a regular file itself; `undefined` if nothing or anything else is there. */
export function readRegularFile(path: AbsolutePath): RegularFile | undefined {
  let file;
  try {
    // O_NONBLOCK: a pipe that has taken the name is not waited for.
    file = openSync(fsPath(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (NOT_A_FILE.has(errorCode(error))) return undefined;
    throw error;
  }
  try {
    const stats = fstatSync(file, { bigint: true });
    return stats.isFile() ? { content: readFileSync(file), stats } : undefined;
  } finally {
    closeSync(file);
  }
}

const NOT_A_FILE = new Set<string | undefined>(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO']);
