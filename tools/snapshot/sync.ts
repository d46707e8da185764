// Brings a slot's checkout to a tree, and removes what linters left in it.
import { Failure } from '../base/errors.ts';
import { lstatIfExists, makePrivateDirectory, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import type { EntryType } from '../base/lookups.ts';
import { findUnusableFiles } from '../base/unusable-files.ts';
import { joinNames, splitNames } from '../base/names.ts';
import { baseName, joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { readText } from '../base/read-text.ts';
import { remove, removeWithParents } from '../base/remove.ts';
import { git, GitFailure, type GitContext } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { hasExcludedName } from './ignored/list/excluded-entries.ts';
import { ALWAYS_IGNORED } from './ignored/list/list-ignored.ts';
import { providedPaths } from './ignored/provide/manifest.ts';
import { programStartNs, fillTimeNs, type Slot } from './slot.ts';
import { isTreeUnchanged } from './watched-tree.ts';

/** For git commands on the snapshot's files with the user's objects, attributes, filters and sparse patterns. */
export function slotGitContext(repository: Repository, slot: Slot, index = slot.index): GitContext {
  return {
    directory: slot.checkout,
    environment: {
      ...repository.gitContext.environment,
      GIT_WORK_TREE: slot.checkout,
      GIT_INDEX_FILE: index,
    },
  };
}

/** Settings with which git notices that a file was written, even with the same size and modification time. */
export const EVERY_STAT = ['core.checkStat=default', 'core.trustctime=true'];

/**
 * Brings all tracked files of the checkout to `tree`. Untracked files stay. git leaves files as they are if only
 * what it converts has changed: where `conversions` are not those of the last time, all are written anew.
 */
export async function checkOut(
  repository: Repository,
  slot: Slot,
  { tree, conversions }: { readonly tree: ObjectId; readonly conversions: string },
): Promise<void> {
  const written = joinPath(slot.directory, 'attributes');
  const isStale = lstatIfExists(slot.index) !== undefined && readText(written) !== conversions;
  await readTree(repository, slot, tree);
  if (isStale) {
    remove(slot.index);
    await readTree(repository, slot, tree);
  }
  writeScratch(written, conversions, 'w');
}

async function readTree(repository: Repository, slot: Slot, tree: ObjectId): Promise<void> {
  makePrivateDirectory(slot.checkout);
  remove(`${slot.index}.lock` as AbsolutePath); // of a run that was killed
  await restoreSkippedFiles(repository, slot);
  // The first time, files are written by as many processes as there are cores.
  const isParallel =
    lstatIfExists(slot.index) === undefined && !(await hasDeepEncodings(repository, tree));
  const workers = isParallel ? ['checkout.workers=0'] : [];
  const settings = [...EVERY_STAT, ...workers, 'index.sparse=false'];
  try {
    await git(slotGitContext(repository, slot), ['read-tree', '--reset', '-u', tree], { settings });
  } catch (error) {
    // `error: unable to write file 'a.txt'` is all that git says of a full disk.
    const isNotWritten =
      error instanceof GitFailure && /^error: unable to (?:write|create) file/m.test(error.stderr);
    if (!isNotWritten) throw error;
    throw new Failure('environment', `git could not check out ${slot.checkout} for its linters.`, {
      why: error.stderr.trim(),
      next: 'Free some space, or set SWITCHYARD_DIR to a directory on another disk.',
    });
  }
}

/**
 * Whether attributes below the top name encodings. What git writes in parallel has them wrong: it has forgotten the
 * attributes of one directory when it comes to write what is there.
 */
async function hasDeepEncodings({ gitContext }: Repository, tree: ObjectId): Promise<boolean> {
  const asked = ['grep', '-q', '-F', '--no-recurse-submodules', 'working-tree-encoding', tree];
  const found = await git(gitContext, [...asked, '--', '*/.gitattributes'], { expected: [1] });
  return found.exitCode === 0;
}

/**
 * If sparse patterns are no longer in force, makes git check out again what they left out: it would not do so itself.
 */
async function restoreSkippedFiles(repository: Repository, slot: Slot): Promise<void> {
  const patterns = joinPath(repository.gitDirectory, 'info/sparse-checkout');
  // A repository that was made anew at the same path may have none, where the former had.
  const had = joinPath(slot.directory, 'sparse');
  const isSparse = lstatIfExists(patterns) !== undefined;
  if (lstatIfExists(had) === undefined) {
    if (!isSparse) return;
    writeScratch(had, '', 'w');
  }
  if (lstatIfExists(slot.index) === undefined) return;
  const asked = ['config', '--type=bool', 'core.sparseCheckout'];
  const { stdout } = await git(repository.gitContext, asked, { expected: [1] });
  if (stdout.toString() === 'true\n') return;
  const gitContext = slotGitContext(repository, slot);
  // `S docs/guide.md\0H index.js\0`
  const entries = splitNames((await git(gitContext, ['ls-files', '-t', '-z'])).stdout);
  const absent = entries.filter((entry) => entry.startsWith('S ')).map((entry) => entry.slice(2));
  if (absent.length > 0) {
    const input = joinNames(absent);
    await git(gitContext, ['update-index', '--no-skip-worktree', '-z', '--stdin'], { input });
  }
  if (!isSparse) remove(had);
}

/**
 * Removes `paths`, so that `checkOut` writes them with new times: linters that skip unchanged files (`eslint --cache`)
 * check them again, as files that they import may have changed.
 */
export function removeLintedFiles({ checkout }: Slot, paths: readonly RepoPath[]): void {
  if (paths.length > MAX_RENEWED) return;
  // Through a link that was there before, it would be somebody else's file.
  const others = new Set(findUnusableFiles(checkout, paths).map(({ path }) => path));
  for (const path of paths) if (!others.has(path)) remove(joinPath(checkout, path));
}

/** Not for more files than this: those are no commit's changes, but a whole repository (`check --all`). */
const MAX_RENEWED = 2000;

/**
 * Whether git can read the slot's index. It cannot if a power loss left it half written, or if a repository with
 * another object format was at the same path before.
 */
export async function isReadable(repository: Repository, slot: Slot): Promise<boolean> {
  try {
    await git(slotGitContext(repository, slot), ['ls-files', '-z', '--', '.git']); // lists none
    return true;
  } catch (error) {
    if (error instanceof GitFailure) return false;
    throw error;
  }
}

/** Removes checkout, index and manifest, so that the slot is filled from scratch. */
export function emptySlot(slot: Slot): void {
  for (const path of [slot.index, slot.checkout, slot.manifest]) remove(path);
}

/** Checks out those of `paths` that the user's sparse patterns left out. */
export async function completeSparse(
  repository: Repository,
  slot: Slot,
  paths: readonly RepoPath[],
): Promise<void> {
  const absent = paths.filter((path) => lstatIfExists(joinPath(slot.checkout, path)) === undefined);
  if (absent.length === 0) return;
  const gitContext = slotGitContext(repository, slot);
  const input = joinNames(absent);
  await git(gitContext, ['update-index', '--no-skip-worktree', '-z', '--stdin'], { input });
  await git(gitContext, ['checkout-index', '-f', '-q', '-u', '-z', '--stdin'], { input });
  const missing = absent.find((path) => lstatIfExists(joinPath(slot.checkout, path)) === undefined);
  if (missing !== undefined) {
    throw new Failure('environment', `git could not check out ${missing} for its linters.`, {
      why: `The file system of ${slot.checkout} may not be able to hold the path.`,
      next: 'Set SWITCHYARD_DIR to a directory on another one.',
    });
  }
}

/**
 * Whether nothing was made or removed in the checkout since programs of the user's began, and no `.gitignore` since it
 * was filled: what that ignored before would stay. False if it cannot tell.
 */
export function hasNoLeftovers(slot: Slot): boolean {
  const begin = programStartNs(slot);
  if (begin === undefined) return false;
  const left = new Set<string>(['.git', ...providedPaths(slot.manifest)]);
  const watches = (path: RepoPath, type: EntryType): boolean =>
    type === 'directory'
      ? !left.has(path) && !hasExcludedName(path)
      : baseName(path) === '.gitignore';
  const tree = { top: slot.checkout, list: slot.watched, watches };
  return isTreeUnchanged(tree, begin, { filesSince: fillTimeNs(slot) });
}

/**
 * Removes files that are neither tracked, nor ignored, nor in the manifest, since a clean clone would not have them;
 * and the directories that this leaves empty.
 */
export async function removeLeftovers(repository: Repository, slot: Slot): Promise<void> {
  makePrivateDirectory(slot.checkout); // killed before there was one
  const { stdout } = await git(slotGitContext(repository, slot), [
    'ls-files',
    '--others',
    '--exclude-standard',
    ...ALWAYS_IGNORED.map((name) => `--exclude=${name}`),
    '-z',
  ]);
  const provided = new Set<string>(providedPaths(slot.manifest));
  for (const path of splitNames(stdout)) {
    if (!provided.has(path)) removeWithParents(slot.checkout, path.replace(/\/$/, '') as RepoPath);
  }
}
