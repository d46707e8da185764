// The repository that linters find in a snapshot: a small one of its own that answers for the commit-
// to-be and shares nothing with the user's but, for reading, the objects. Made anew for each tree.
import { copyFileSync } from 'node:fs';
import { inspect, makePrivateDirectory, remove, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { encodeName } from '../base/names.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { linterSettings } from './linter-settings.ts';
import type { Slot } from './slot.ts';

/** What the linters' repository repeats of the user's; read while the tree is being checked out. */
export interface Surroundings {
  readonly refs: Buffer;
  readonly config: string;
}

export async function readSurroundings(repository: Repository, slot: Slot): Promise<Surroundings> {
  const [refs, config] = await Promise.all([
    git(repository.place, ['for-each-ref', '--format=%(objectname) %(refname)']),
    linterSettings(repository, slot),
  ]);
  return { refs: refs.stdout, config };
}

/** Gives `slot.checkout` its `.git`, whose index says that everything checked out is staged. */
export function makeLinterRepository(
  repository: Repository,
  slot: Slot,
  head: ObjectId | undefined,
  { refs, config }: Surroundings,
): void {
  const own = below(slot.checkout, '.git');
  remove(own);
  for (const directory of ['refs/heads', 'objects/info', 'info']) {
    makePrivateDirectory(below(own, directory));
  }
  const write = (path: string, content: string | Buffer): void => {
    writeScratch(below(own, path), content, 'w');
  };
  write('HEAD', `${head ?? 'ref: refs/heads/main'}\n`);
  write('config', config);
  write('packed-refs', refs);
  write('objects/info/alternates', `${quoteAlternate(repository.objects)}\n`);
  for (const path of ['shallow', 'info/attributes', 'info/exclude']) {
    const theirs = below(repository.objects, `../${path}`);
    if (inspect(theirs)?.isFile() === true) copyFileSync(theirs, below(own, path));
  }
  copyIndexFile(slot.index, below(own, 'index'));
}

/** Keeps `paths` out of what git calls untracked: a pattern like `gen/` does not match a link. */
export function excludeFromStatus(slot: Slot, paths: readonly RepoPath[]): void {
  const exclude = below(slot.checkout, '.git/info/exclude');
  const patterns = paths
    .filter((path) => !path.includes('\n'))
    .map((path) => `/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}\n`);
  writeScratch(exclude, encodeName(`\n${patterns.join('')}`), 'a');
}

const quoteAlternate = (path: AbsolutePath): string =>
  /^["#]|\n/.test(path) ? JSON.stringify(path) : path;
