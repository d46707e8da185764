// Splits a list of files into batches that fit on a command line, one process each.
import type { Environment } from '../base/environment.ts';

// Argument and environment share the system's limit: 1 MiB on macOS, 2 MiB on Linux by default.
const SYSTEM_LIMIT = 1_000_000;
const MAX_BYTES = 131_072;
const MIN_BYTES = 4_096;

/** The system counts a NUL and a pointer for each string. */
const cost = (text: string): number => Buffer.byteLength(text) + 1 + 8;

/** How many bytes of file names fit on a command line that begins with `argv`; at least 4 KiB. */
export function roomForFiles(argv: readonly string[], environment: Environment): number {
  let left = SYSTEM_LIMIT;
  for (const [name, value] of Object.entries(environment)) left -= cost(name) + cost(value);
  left = Math.min(left, MAX_BYTES);
  for (const argument of argv) left -= cost(argument);
  return Math.max(left, MIN_BYTES);
}

/**
 * Splits the files, in order, into batches of at most `room` bytes: as few as possible, since each starts the linter,
 * and of similar length, since they run in parallel. A file longer than `room` is a batch of its own; no files are one
 * empty batch.
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
