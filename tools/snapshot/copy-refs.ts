// The refs that linters' git finds are copies of the user's files: a process to list them would cost each
// commit more than anything else that is done for the linters' repository.
import { readdirSync, readFileSync } from 'node:fs';
import { errorCode } from '../base/errors.ts';
import { inspect, makePrivateDirectory, writeScratch } from '../base/files.ts';
import { fsPath } from '../base/names.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';

/** Gives the git directory `own` the repository's branches, tags and other refs. */
export async function copyRefs(repository: Repository, own: AbsolutePath): Promise<void> {
  const common = repository.commonDirectory;
  if (inspect(below(common, 'reftable')) !== undefined) {
    const list = ['for-each-ref', '--format=%(objectname) %(refname)'];
    writeScratch(below(own, 'packed-refs'), (await git(repository.place, list)).stdout, 'w');
    return;
  }
  copyFile(common, own, 'packed-refs');
  copyDirectory(common, own, 'refs');
}

function copyDirectory(common: AbsolutePath, own: AbsolutePath, path: string): void {
  makePrivateDirectory(below(own, path));
  for (const entry of readdirSync(fsPath(below(common, path)), { withFileTypes: true })) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) copyDirectory(common, own, child);
    // Not what git is just writing.
    else if (entry.isFile() && !child.endsWith('.lock')) copyFile(common, own, child);
  }
}

/** A file that is not there, or not any more, is left out. */
export function copyFile(common: AbsolutePath, own: AbsolutePath, path: string): void {
  try {
    writeScratch(below(own, path), readFileSync(fsPath(below(common, path))), 'w');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
