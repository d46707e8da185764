// Measures the disk space of a directory.
import { readdir } from 'node:fs/promises';
import { lstatIfExists } from '../base/files.ts';
import { decodeName, fsPath } from '../base/names.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';

/**
 * The bytes that everything below `directory` takes on disk; symbolic links are not followed. What vanishes meanwhile
 * counts as nothing; a file with several hard links counts once for each.
 */
export async function diskSpace(directory: AbsolutePath): Promise<number> {
  let bytes = 0;
  const waiting = [directory];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await entriesOf(next)) {
      const path = joinPath(next, decodeName(entry.name));
      if (entry.isDirectory()) waiting.push(path);
      else bytes += Number((lstatIfExists(path)?.blocks ?? 0n) * BLOCK);
    }
  }
  return bytes;
}

const BLOCK = 512n; // bytes in a unit of `blocks`

const entriesOf = (directory: AbsolutePath) =>
  readdir(fsPath(directory), { withFileTypes: true, encoding: 'buffer' }).catch(() => []);
