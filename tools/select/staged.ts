// Finds what the commit-to-be changes, from one private copy of its index: all answers are of the same state, and the
// user's index lock is neither taken nor waited for.
import { copyFileSync } from 'node:fs';
import { errorCode, Failure } from '../base/errors.ts';
import { makePrivateDirectory } from '../base/files.ts';
import { fileIdentity } from '../base/lookups.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { readText } from '../base/read-text.ts';
import { git, GitFailure, type GitContext } from '../git/git.ts';
import { putBlobs, type BlobEntry } from '../git/put-blobs.ts';
import { parseRaw, RAW, type Change } from '../git/raw-diff.ts';
import { withIndex, type Repository } from '../git/repository.ts';

/** An index file of switchyard's own, and where git commands that use it run. */
export interface PrivateIndex {
  readonly file: AbsolutePath;
  readonly gitContext: GitContext;
}

/** A private copy of the user's index. */
export interface IndexCopy extends PrivateIndex {
  /** The identity (inode, size, times) of the user's index when it was copied: differs after any write. */
  readonly fingerprint: string;
}

export const privateIndex = (repository: Repository, file: AbsolutePath): PrivateIndex => ({
  file,
  gitContext: withIndex(repository, file),
});

/** Copies the index into `directory`. A repository whose index was never written has an empty one. */
export function copyIndex(repository: Repository, directory: AbsolutePath): IndexCopy {
  makePrivateDirectory(directory);
  const copy = joinPath(directory, 'index');
  const fingerprint = indexFingerprint(repository);
  try {
    copyFileSync(repository.index, copy);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return { ...privateIndex(repository, copy), fingerprint };
}

/** The identity (inode, size, times) of the user's index now. */
export const indexFingerprint = ({ index }: Repository): string => fileIdentity(index);

/** The id of the tree that the index would commit. Fails with `environment` on unmerged paths. */
export async function writeTree({ gitContext }: PrivateIndex): Promise<ObjectId> {
  try {
    const { stdout } = await git(gitContext, ['write-tree']);
    return stdout.toString().trim();
  } catch (error) {
    if (error instanceof GitFailure && /unmerged|not able to write tree/i.test(error.stderr)) {
      throw unmerged(error.stderr.match(/^.*(?=: unmerged)/gm) ?? []);
    }
    throw error;
  }
}

/** What is staged: compared with HEAD, and in a merge only what differs from every parent. */
export async function stagedChanges(repository: Repository, copy: IndexCopy): Promise<Change[]> {
  const [changes = [], ...others] = await Promise.all(
    [repository.head ?? emptyTree(repository), ...mergeHeads(repository)].map((parent) =>
      changesAgainst(copy, parent),
    ),
  );
  const differing = others.map((side) => new Set(side.map((change) => change.path)));
  const selected = changes.filter((change) => differing.every((side) => side.has(change.path)));
  const conflicts = changes.filter((change) => change.kind === 'unmerged');
  if (conflicts.length > 0) throw unmerged(conflicts.map((change) => change.path));
  return selected;
}

/** The id of the tree that the index would commit with `replacements` in it. The index file is not changed. */
export async function writeTreeWith(
  repository: Repository,
  { file }: PrivateIndex,
  directory: AbsolutePath,
  replacements: readonly BlobEntry[],
): Promise<ObjectId> {
  const replaced = privateIndex(repository, joinPath(directory, 'replaced-index'));
  copyFileSync(file, replaced.file);
  await putBlobs(replaced.gitContext, replacements);
  return writeTree(replaced);
}

const EMPTY_TREE: Readonly<Record<string, string>> = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** The id of the empty tree. */
export const emptyTree = ({ objectFormat }: Repository): ObjectId => EMPTY_TREE[objectFormat] ?? '';

/** The differences between the index and `base`, a tree or commit. */
export async function changesAgainst(index: PrivateIndex, base: ObjectId): Promise<Change[]> {
  const { stdout } = await git(index.gitContext, [
    'diff-index',
    '--cached',
    ...RAW,
    '--ita-invisible-in-index', // `git add -N`: such an entry is not committed
    base,
    '--',
  ]);
  return parseRaw(stdout);
}

/** The parents of the merge that is being committed, but for HEAD; empty if there is no merge. */
export function mergeHeads(repository: Repository): ObjectId[] {
  const heads = readText(joinPath(repository.gitDirectory, 'MERGE_HEAD')) ?? '';
  return heads.split('\n').filter((line) => line !== '');
}

const unmerged = (paths: readonly string[]): Failure =>
  new Failure('environment', 'There are unmerged paths.', {
    why: paths.join(', '),
    next: 'Resolve the conflicts and `git add` the files.',
  });
