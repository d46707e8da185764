// Completes, undoes or forgets what an interrupted publish left, by what is in the index, in HEAD and in
// the working files now.
import { inspect, readRegularFile } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { splitNames } from '../base/names.ts';
import type { RepoPath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { applyReplacements } from './apply-replacements.ts';
import { indexEntries } from './index-entries.ts';
import { finish, readIntent, sha256, type Intent } from './intent.ts';
import { prepareReplacements } from './prepare-replacements.ts';
import { settleWorkingFile, type Verdict } from './settle-working-file.ts';
import { ifAlone, preparedIndexes, removeLeftovers, spaceDirectory, spaceOf } from './space.ts';
import { removeOwnLocks } from './swap-indexes.ts';
import { wrapSystemError } from './wrap-system-error.ts';

/**
 * Every command but `init` and `doctor` calls it first. Where the fixes are in the index (or committed since), they are brought
 * into the working files that lack them; where the index is as it was before, working files that had
 * them already are as before. Nothing to do costs one `stat`; what another process is just publishing is
 * waited for, or left to it. Returns the working files that were written.
 */
export async function recover(repository: Repository): Promise<RepoPath[]> {
  if (inspect(spaceDirectory(repository)) === undefined) return [];
  try {
    return (await ifAlone(repository, PATIENCE, () => recoverSpace(repository))) ?? [];
  } catch (error) {
    throw wrapSystemError(error, 'An interrupted publish could not be completed.');
  }
}

/** Milliseconds: a publish takes less, and so does the end of a process that is being killed. */
const PATIENCE = 2000;

/** The same for a process that holds the lock of the space. */
export async function recoverSpace(repository: Repository): Promise<RepoPath[]> {
  const space = spaceOf(repository);
  const intent = readIntent(space);
  if (intent === undefined) {
    removeLeftovers(space);
    return [];
  }
  const { indexes, fresh } = preparedIndexes(space);
  removeOwnLocks(
    intent.indexes.map(({ index }) => index),
    [...indexes, fresh],
  );
  const verdicts = await judge(repository, intent);
  const restored = new Set<RepoPath>();
  const wishes = [];
  for (const file of intent.files) {
    const settled = await settleWorkingFile(space, file, verdicts.get(file.path) ?? 'moved on');
    if (settled.restored) restored.add(file.path);
    if (settled.wish !== undefined) wishes.push(settled.wish);
  }
  const replaced = await applyReplacements(space, await prepareReplacements(space, wishes));
  for (const [path, { written }] of replaced) if (written) restored.add(path);
  finish(space);
  return [...restored];
}

async function judge(
  repository: Repository,
  intent: Intent,
): Promise<ReadonlyMap<RepoPath, Verdict>> {
  const paths = intent.files.map(({ path }) => path);
  const lasting = readRegularFile(intent.lasting);
  const hash = lasting === undefined ? '' : sha256(lasting.content);
  if (intent.indexes.some((index) => index.sha256 === hash)) {
    return new Map(paths.map((path) => [path, 'landed']));
  }
  const headMoved = repository.head !== intent.head;
  const [entries, committed] = await Promise.all([
    indexEntries(repository, intent.lasting, paths),
    headMoved ? headBlobs(repository) : new Map<RepoPath, ObjectId>(),
  ]);
  return new Map(
    intent.files.map(({ path, fixed, before }) => {
      const blob = entries.get(path)?.blob ?? '';
      const landed =
        committed.get(path) === fixed || (blob === fixed && (before !== fixed || headMoved));
      return [path, landed ? 'landed' : blob === before ? 'undone' : 'moved on'];
    }),
  );
}

async function headBlobs(repository: Repository): Promise<Map<RepoPath, ObjectId>> {
  if (repository.head === undefined) return new Map();
  const args = ['ls-tree', '-r', '-z', '--full-tree', repository.head];
  const { stdout } = await git(repository.place, args);
  // `100644 blob 5716ca5987cbf97d6bb54920bea6adde242d87e6\tname`
  return new Map(
    splitNames(stdout).map((line) => {
      const tab = line.indexOf('\t');
      return [line.slice(tab + 1) as RepoPath, line.slice(0, tab).split(' ')[2] ?? ''];
    }),
  );
}
