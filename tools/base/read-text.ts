// Reads what switchyard itself wrote, while another process may be removing it.
import { readFileSync } from 'node:fs';
import { errorCode } from './errors.ts';
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
