// Finds what the linters changed in the files that they were given, by comparing bytes before and after.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../base/errors.ts';
import { lstatIfExists, makePrivateDirectory } from '../base/files.ts';
import type { Fix, ObjectId } from '../base/model/lint-result.ts';
import { fileIdentity, identityOfStats } from '../base/lookups.ts';
import { findUnusableFiles } from '../base/unusable-files.ts';
import { fsPath, joinNames } from '../base/names.ts';
import type { UnusableFile } from '../base/model/outcome.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import { git } from '../git/git.ts';
import { parseRaw, RAW } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { linterIndex } from './linter-repository.ts';
import { fileSystemTimeNs, type Slot } from './slot.ts';
import { EVERY_STAT, slotGitContext } from './sync.ts';

/** A staged file that linters will be given. */
export interface LintedFile {
  readonly path: RepoPath;
  readonly mode: string;
  readonly blob: ObjectId;
}

/** The state before the linters, by identities (inode, mode, size, times). */
export interface Observation {
  readonly files: ReadonlyMap<RepoPath, string>;
  /** The index of the linters' repository. */
  readonly index: string;
}

/**
 * Notes the identities of `paths` and of the linters' index. Waits until a later write would get a later change time:
 * file systems record times in steps of some milliseconds.
 */
export async function observe(slot: Slot, paths: readonly RepoPath[]): Promise<Observation> {
  const files = new Map<RepoPath, string>();
  let latest = 0n;
  for (const path of paths) {
    const stat = lstatIfExists(joinPath(slot.checkout, path));
    files.set(path, stat === undefined ? '' : identityOfStats(stat));
    if (stat !== undefined && stat.ctimeNs > latest) latest = stat.ctimeNs;
  }
  while (fileSystemTimeNs(slot) === latest) await sleep(1);
  return { files, index: fileIdentity(linterIndex(slot)) };
}

/**
 * Finds which of `files`, which are those of `tree`, were changed since they were observed. Afterwards the fixed blobs
 * are in the user's object database. `scratch` is a private directory of this process.
 */
export async function findFixes(
  repository: Repository,
  slot: Slot,
  files: readonly LintedFile[],
  before: Observation,
  { tree, scratch }: { readonly tree: ObjectId; readonly scratch: AbsolutePath },
): Promise<{ fixes: Fix[]; unusableFiles: UnusableFile[] }> {
  const unusableFiles = findUnusableFiles(
    slot.checkout,
    files.map(({ path }) => path),
  );
  if (unusableFiles.length > 0) return { fixes: [], unusableFiles };
  const touched = files.filter(
    ({ path }) => fileIdentity(joinPath(slot.checkout, path)) !== before.files.get(path),
  );
  if (touched.length === 0) return { fixes: [], unusableFiles };
  const base = joinPath(scratch, 'base');
  await checkOutAgain(repository, slot, touched, base);
  const changed = touched
    .map((file) => ({
      ...file,
      base: readFileSync(fsPath(joinPath(base, file.path))),
      fix: readFileSync(fsPath(joinPath(slot.checkout, file.path))),
    }))
    .filter((file) => !file.base.equals(file.fix));
  remove(base);
  changed.forEach(refusePointer);
  if (changed.length === 0) return { fixes: [], unusableFiles };
  const blobs = await addBlobs(repository, slot, changed, { tree, scratch });
  const fixes = changed.flatMap(({ path, mode, blob, ...bytes }) => {
    const fixed = blobs.get(path);
    return fixed === undefined || fixed === blob
      ? [] // the bytes differ only in what git's filters remove
      : [{ path, mode, staged: blob, fixed, ...bytes }];
  });
  return { fixes, unusableFiles };
}

/** Fails if a linter changed a Git LFS pointer, which stands in for content that was not fetched. */
function refusePointer({ path, base }: LintedFile & { readonly base: Buffer }): void {
  if (base.length > 1024 || !base.toString('latin1').startsWith(LFS_POINTER)) return;
  throw new Failure('environment', `A linter changed the Git LFS pointer of ${path}.`, {
    why: 'Its content is not checked out: Git LFS is told to skip it, or is not installed here.',
    next: 'Run git lfs install, then git lfs pull, and try again; or keep linters off such files.',
  });
}

const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** Writes the files to `directory` as they were in the snapshot before the linters. */
async function checkOutAgain(
  repository: Repository,
  slot: Slot,
  files: readonly LintedFile[],
  directory: AbsolutePath,
): Promise<void> {
  makePrivateDirectory(directory);
  const args = ['checkout-index', '-q', '-z', '--stdin', `--prefix=${directory}/`];
  await git(slotGitContext(repository, slot), args, {
    input: joinNames(files.map(({ path }) => path)),
  });
}

/** Adds the files to a private index as `git add` would, with the attributes of their paths; returns their blobs. */
async function addBlobs(
  repository: Repository,
  slot: Slot,
  files: readonly LintedFile[],
  { tree, scratch }: { readonly tree: ObjectId; readonly scratch: AbsolutePath },
): Promise<Map<RepoPath, ObjectId>> {
  const index = joinPath(scratch, 'fixed-index');
  copyIndexFile(slot.index, index);
  const gitContext = slotGitContext(repository, slot, index);
  const input = joinNames(files.map(({ path }) => path));
  await git(gitContext, ['update-index', '-z', '--stdin'], { input, settings: EVERY_STAT });
  const { stdout } = await git(gitContext, ['diff-index', '--cached', ...RAW, tree, '--']);
  return new Map(parseRaw(stdout).map((change) => [change.path, change.blob]));
}
