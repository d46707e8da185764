// Splits a list of files over as many processes as its length in bytes asks for.
import type { Environment } from '../base/environment.ts';

// Argument and environment share the system's limit: 1 MiB on macOS, 2 MiB on Linux by default.
const SYSTEM_LIMIT = 1_000_000;
const LONGEST = 131_072;
const SHORTEST = 4_096;

/** The system counts a NUL and a pointer for each string. */
const cost = (text: string): number => Buffer.byteLength(text) + 1 + 8;

/** Bytes that are left for files, on a command line that begins with `argv`. Never below 4 KiB. */
export function roomForFiles(argv: readonly string[], environment: Environment): number {
  let left = SYSTEM_LIMIT;
  for (const [name, value] of Object.entries(environment)) left -= cost(name) + cost(value);
  left = Math.min(left, LONGEST);
  for (const argument of argv) left -= cost(argument);
  return Math.max(left, SHORTEST);
}

/**
 * The files in their order, in batches of at most `room` bytes that are about as long as each other: they
 * run side by side. No more of them than that takes, as each starts the linter. A file longer than the
 * room has a batch to itself; no files at all are one empty batch.
 */
export function batches<File extends string>(files: readonly File[], room: number): File[][] {
  const total = files.reduce((sum, file) => sum + cost(file), 0);
  const even = total / Math.ceil(total / room);
  let last: File[] = [];
  const all = [last];
  let used = 0;
  for (const file of files) {
    const bytes = cost(file);
    if (last.length > 0 && (used + bytes > room || used >= even)) {
      last = [];
      all.push(last);
      used = 0;
    }
    last.push(file);
    used += bytes;
  }
  return all;
}
