// Mirrors files of the user's git directory in the git directory of the linters. Refs are mirrored file by file: a git
// process that lists them would take longer than everything else that is done for that repository.
import { readdirSync } from 'node:fs';
import { lstatIfExists, makePrivateDirectory, writeScratch } from '../base/files.ts';
import { fsPath } from '../base/names.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { readBytes } from '../base/read-text.ts';
import { remove } from '../base/remove.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';

/** Gives the git directory `own` the branches, tags and other refs of the repository, and no others. */
export async function mirrorRefs(repository: Repository, own: AbsolutePath): Promise<void> {
  const common = repository.commonDirectory;
  if (lstatIfExists(joinPath(common, 'reftable')) !== undefined) {
    const list = ['for-each-ref', '--format=%(objectname) %(refname)'];
    write(joinPath(own, 'packed-refs'), (await git(repository.gitContext, list)).stdout);
    return;
  }
  mirrorFile(common, own, 'packed-refs');
  mirrorDirectory(common, own, 'refs');
}

function mirrorDirectory(common: AbsolutePath, own: AbsolutePath, path: string): void {
  makePrivateDirectory(joinPath(own, path));
  const children = entriesOf(joinPath(common, path));
  for (const [name, isDirectory] of entriesOf(joinPath(own, path))) {
    if (children.get(name) !== isDirectory) remove(joinPath(own, `${path}/${name}`));
  }
  for (const [name, isDirectory] of children) {
    const child = `${path}/${name}`;
    if (isDirectory) mirrorDirectory(common, own, child);
    else mirrorFile(common, own, child);
  }
}

/** The names of directories (true) and files (false), without those that git is writing. */
function entriesOf(directory: AbsolutePath): Map<string, boolean> {
  const entries = readdirSync(fsPath(directory), { withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isDirectory() || (entry.isFile() && !entry.name.endsWith('.lock')))
      .map((entry) => [entry.name, entry.isDirectory()]),
  );
}

/** Gives `own` the file `path` of the git directory `common`, or none if there is none. */
export function mirrorFile(common: AbsolutePath, own: AbsolutePath, path: string): void {
  const content = readBytes(joinPath(common, path));
  if (content === undefined) remove(joinPath(own, path));
  else write(joinPath(own, path), content);
}

/** Writes a file, unless it has this content. */
export function write(path: AbsolutePath, content: Buffer | string): void {
  if (readBytes(path)?.equals(Buffer.from(content)) !== true) writeScratch(path, content, 'w');
}
