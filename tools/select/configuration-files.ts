// Finds files that may hold configuration: those of certain names in the index, and untracked ones in the directories
// of the selected paths.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { lstatIfExists } from '../base/files.ts';
import { directoriesIn } from '../base/has-directory.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { decodeName, fsPath, splitNames } from '../base/names.ts';
import {
  directoriesAbove,
  joinPath,
  type AbsolutePath,
  type RepoPath,
  joinRepoPath,
} from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import type { PrivateIndex } from './staged.ts';

export interface IndexedFile {
  readonly path: RepoPath;
  readonly blob: ObjectId;
  /** Whether it is a symbolic link; then `blob` has its target. */
  readonly link: boolean;
}

/** The files of the index that match git's `pathspecs`; no submodules, no unmerged paths. */
export async function listIndexed(
  index: PrivateIndex,
  pathspecs: readonly string[],
): Promise<IndexedFile[]> {
  const { stdout } = await git(index.gitContext, ['ls-files', '-s', '-z', '--', ...pathspecs]);
  return splitNames(stdout).flatMap((line) => {
    // `100644 bcd1234… 0\tpath`
    const [, mode, blob, stage, path] = /^(\d+) ([0-9a-f]+) (\d)\t([^]*)$/.exec(line) ?? [];
    if (blob === undefined || path === undefined || stage !== '0' || mode === '160000') return [];
    return [{ path: path as RepoPath, blob, link: mode === '120000' }];
  });
}

/**
 * The files, and links to files, in the directories above `paths` in the working tree, whose name satisfies `isName`
 * and which are not in `known`. Directories that are links, or lie below one, are not read.
 */
export function listUnknown(
  repository: Repository,
  paths: readonly RepoPath[],
  known: ReadonlySet<RepoPath>,
  isName: (baseName: string) => boolean,
): RepoPath[] {
  const isThere = directoriesIn(repository.top);
  return [...directoriesAbove(paths)].filter(isThere).flatMap((directory) =>
    namesIn(joinPath(repository.top, directory))
      .filter(isName)
      .map((name) => joinRepoPath(directory, name))
      .filter((path) => !known.has(path))
      .filter((path) => leadsToFile(joinPath(repository.top, path))),
  );
}

const leadsToFile = (path: AbsolutePath): boolean =>
  statSync(fsPath(path), { throwIfNoEntry: false })?.isFile() === true;

const namesIn = (directory: AbsolutePath): string[] =>
  readdirSync(fsPath(directory), { encoding: 'buffer' }).map(decodeName);

/**
 * The bytes of an indexed file that is no link: from the working tree where they are the blob's, which saves a git
 * process on every commit, else from the object database.
 */
export async function readIndexed(repository: Repository, file: IndexedFile): Promise<Buffer> {
  const absolute = joinPath(repository.top, file.path);
  if (lstatIfExists(absolute)?.isFile() === true) {
    const bytes = readFileSync(fsPath(absolute));
    if (blobId(bytes, repository.objectFormat) === file.blob) return bytes;
  }
  const { stdout } = await git(repository.gitContext, ['cat-file', 'blob', file.blob]);
  return stdout;
}

const blobId = (bytes: Buffer, objectFormat: string): ObjectId =>
  createHash(objectFormat).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
