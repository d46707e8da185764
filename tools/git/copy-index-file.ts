// Copies index files with their modification time, which git takes into account.
import { copyFileSync, statSync, utimesSync } from 'node:fs';
import { fsPath } from '../base/names.ts';
import type { AbsolutePath } from '../base/paths.ts';

/**
 * Copies `from` over `to`, and sets the copy's modification time to that of the original or a little earlier: git
 * compares the content of files that may have changed since the index was written (in many builds to the second), and
 * with a newer index would take a file that was edited right after `git add` for unchanged. Not synced. Throws the
 * system's error.
 */
export function copyIndexFile(from: AbsolutePath, to: AbsolutePath): void {
  const { mtimeMs } = statSync(fsPath(from));
  copyFileSync(fsPath(from), fsPath(to));
  const written = Math.floor(mtimeMs) / 1000;
  utimesSync(fsPath(to), written, written);
}
