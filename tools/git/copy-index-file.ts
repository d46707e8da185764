// Copies index files so that git reads in a copy what it reads in the original.
import { copyFileSync, statSync, utimesSync } from 'node:fs';
import { fsPath } from '../base/names.ts';
import type { AbsolutePath } from '../base/paths.ts';

/**
 * Copies `from` over `to`, not newer than it was: git compares a file's content only where the file may
 * have changed since the index was written (many builds of git tell apart seconds only), and would take
 * one that was edited right after `git add` for unchanged. Not synced. Fails as the system does.
 */
export function copyIndexFile(from: AbsolutePath, to: AbsolutePath): void {
  const { mtimeMs } = statSync(fsPath(from));
  copyFileSync(fsPath(from), fsPath(to));
  const written = Math.floor(mtimeMs) / 1000;
  utimesSync(fsPath(to), written, written);
}
