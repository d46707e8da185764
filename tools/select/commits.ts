// Finds the commits that `check` compares, and their merge base. If a shallow clone may hide the right one, that is an
// error.
import { readFileSync } from 'node:fs';
import { Failure } from '../base/errors.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { privateIndex, type PrivateIndex } from './staged.ts';

export interface Commit {
  /** As the user wrote it. */
  readonly name: string;
  readonly id: ObjectId;
  readonly tree: ObjectId;
}

const FETCH_MORE =
  'Fetch the history: `git fetch --unshallow` or `git fetch --deepen=100`; on GitHub Actions give actions/checkout `fetch-depth: 0`, on GitLab set GIT_DEPTH to 0.';

/** Resolves `name` to a commit, also from a tag. Fails with `environment` if there is none. */
export async function findCommit(repository: Repository, name: string): Promise<Commit> {
  const parse = ['rev-parse', '--verify', '--quiet', '--end-of-options'];
  const { stdout, exitCode } = await git(repository.gitContext, [...parse, `${name}^{commit}`], {
    expected: [1, 128],
  });
  if (exitCode !== 0) throw noCommit(repository, name);
  const id = stdout.toString().trim();
  const tree = await git(repository.gitContext, [...parse, `${id}^{tree}`]);
  return { name, id, tree: tree.stdout.toString().trim() };
}

/**
 * The best common ancestor of two commits. Fails with `environment` if they have none, or if the
 * history that would tell is not in this clone.
 */
export async function mergeBase(
  repository: Repository,
  from: Commit,
  to: Commit,
): Promise<ObjectId> {
  const asked = ['merge-base', '--', from.id, to.id];
  const { stdout } = await git(repository.gitContext, asked, { expected: [1] });
  const base = stdout.toString().trim();
  if (base === '') {
    throw repository.shallow ? cutOff(from, to) : unrelated(from, to);
  }
  // If one of the two is an ancestor of the other, no other base can be better.
  if (base === from.id || base === to.id || !repository.shallow) return base;
  if (await mayHideBetter(repository, base, from, to)) throw cutOff(from, to);
  return base;
}

/** Creates an index in `directory` with the entries of `tree`. */
export async function readTree(
  repository: Repository,
  directory: AbsolutePath,
  tree: ObjectId,
): Promise<PrivateIndex> {
  const index = privateIndex(repository, joinPath(directory, 'index'));
  await git(index.gitContext, ['read-tree', tree], { settings: ['index.sparse=false'] });
  return index;
}

/** Whether a commit since `base` lies at the edge of the shallow clone: a better base may be among its parents. */
async function mayHideBetter(
  repository: Repository,
  base: ObjectId,
  from: Commit,
  to: Commit,
): Promise<boolean> {
  const since = ['rev-list', from.id, to.id, `^${base}`, '--'];
  const { stdout } = await git(repository.gitContext, since);
  const shallow = readFileSync(joinPath(repository.commonDirectory, 'shallow'), 'latin1');
  const ends = new Set(shallow.split('\n'));
  return stdout
    .toString()
    .split('\n')
    .some((id) => id !== '' && ends.has(id));
}

const noCommit = (repository: Repository, name: string): Failure =>
  new Failure('environment', `There is no commit ${name} in this clone.`, {
    next: repository.shallow
      ? FETCH_MORE
      : `If it is a branch of the remote, fetch it: \`git fetch origin ${branchOf(name)}\`.`,
  });

const branchOf = (name: string): string => name.replace(/^(?:refs\/remotes\/)?origin\//, '');

const cutOff = (from: Commit, to: Commit): Failure =>
  new Failure(
    'environment',
    `Where ${shown(to)} branched off ${shown(from)} is not in this clone: it is shallow.`,
    { next: FETCH_MORE },
  );

const unrelated = (from: Commit, to: Commit): Failure =>
  new Failure('environment', `${shown(from)} and ${shown(to)} have no common ancestor.`, {
    why: 'Their histories are unrelated, so nothing can be said to have changed between them.',
    next: 'Name another base with --from, or check every file with --all.',
  });

const shown = ({ name, id }: Commit): string =>
  id.startsWith(name) ? id.slice(0, 12) : `${name} (${id.slice(0, 12)})`;
