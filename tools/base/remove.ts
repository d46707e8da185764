// The only remover of files.
import { lstatSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { checkpoint } from './checkpoint.ts';
import { errorCode } from './errors.ts';
import { fsPath } from './names.ts';
import { openDirectories } from './owner-and-mode.ts';
import { ancestors, joinPath, type AbsolutePath, type RepoPath } from './paths.ts';

/**
 * Removes a file, or a directory with its content, also where directories lack permissions for their owner. It is no
 * error if nothing is there. Retries for a moment, since a git process that was not waited for may still write there.
 */
export function remove(path: AbsolutePath): void {
  checkpoint(`before removing ${basename(path)}`);
  try {
    removeTree(path);
  } catch {
    openDirectories(path);
    rmSync(fsPath(path), { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
  checkpoint(`after removing ${basename(path)}`);
}

/** As `rmSync`, several times faster, but without retries. */
function removeTree(path: string): void {
  const stats = lstatSync(fsPath(path), { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) removeDirectory(path);
  else if (stats !== undefined) unlinkSync(fsPath(path));
}

function removeDirectory(directory: string): void {
  for (const entry of readdirSync(fsPath(directory), { withFileTypes: true })) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) removeDirectory(path);
    else unlinkSync(fsPath(path));
  }
  rmdirSync(fsPath(directory));
}

/** Removes `path` (relative to `top`), then the directories above it that are empty, but not `top`. */
export function removeWithParents(top: AbsolutePath, path: RepoPath): void {
  remove(joinPath(top, path));
  for (const directory of ancestors(path)) {
    if (directory === '' || !removeEmpty(joinPath(top, directory))) return;
  }
}

/** Removes a directory if it is empty and that is permitted; returns whether it did. */
function removeEmpty(directory: AbsolutePath): boolean {
  try {
    rmdirSync(fsPath(directory));
    return true;
  } catch (error) {
    if (errorCode(error) !== undefined) return false;
    throw error;
  }
}
