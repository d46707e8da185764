// Copies the repository's refs into the linters' repository, file by file: a git process that lists them would take
// longer than everything else that is done for that repository.
import { readdirSync, readFileSync } from 'node:fs';
import { errorCode } from '../base/errors.ts';
import { inspect, makePrivateDirectory, writeScratch } from '../base/files.ts';
import { fsPath } from '../base/names.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';

/** Copies branches, tags and other refs into the git directory `own`. */
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
    // Not files that git is writing.
    else if (entry.isFile() && !child.endsWith('.lock')) copyFile(common, own, child);
  }
}

/** Copies the file `path` from the git directory `common` to `own`, if it exists. */
export function copyFile(common: AbsolutePath, own: AbsolutePath, path: string): void {
  try {
    writeScratch(below(own, path), readFileSync(fsPath(below(common, path))), 'w');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
