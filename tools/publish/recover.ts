// Completes or undoes an interrupted publish, judging by the present content of index, HEAD and working files.
import { lstatIfExists } from '../base/files.ts';
import { readRegularFile } from '../base/regular-file.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { splitNames } from '../base/names.ts';
import type { RepoPath } from '../base/paths.ts';
import { sha256 } from '../base/sha256.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { applyReplacements } from './apply-replacements.ts';
import { indexEntries } from './index-entries.ts';
import { endIntent, readIntent, type Intent } from './intent.ts';
import { prepareReplacements } from './prepare-replacements.ts';
import { repairWorkingFile, type Verdict } from './repair-working-file.ts';
import {
  tryWithPublishLock,
  preparedIndexes,
  removeLeftovers,
  workAreaDirectory,
  workAreaOf,
} from './work-area.ts';
import { removeOwnLocks } from './swap-indexes.ts';
import { wrapSystemError } from './wrap-system-error.ts';

/**
 * Called first by every command but `init` and `doctor`. If the fixes are in the index or were committed, merges them
 * into the working files that lack them; if the index is as before the publish, restores working files that were
 * replaced already. If nothing was interrupted this costs one `stat`. While another process publishes, waits for up to
 * `LOCK_TIMEOUT_MS`, then leaves it alone. Returns the working files that were written.
 */
export async function recover(repository: Repository): Promise<RepoPath[]> {
  if (lstatIfExists(workAreaDirectory(repository)) === undefined) return [];
  try {
    return (
      (await tryWithPublishLock(repository, LOCK_TIMEOUT_MS, () => recoverWorkArea(repository))) ??
      []
    );
  } catch (error) {
    throw wrapSystemError(error, 'An interrupted publish could not be completed.');
  }
}

/** Milliseconds: longer than a publish takes, or a process that is being killed. */
const LOCK_TIMEOUT_MS = 2000;

/** As `recover`, for a caller that holds the lock (`withPublishLock`). */
export async function recoverWorkArea(repository: Repository): Promise<RepoPath[]> {
  const area = workAreaOf(repository);
  const intent = readIntent(area);
  if (intent === undefined) {
    removeLeftovers(area);
    return [];
  }
  const { indexes, fresh } = preparedIndexes(area);
  removeOwnLocks(
    intent.indexes.map(({ index }) => index),
    [...indexes, fresh],
  );
  const verdicts = await verdictsOf(repository, intent);
  const restored = new Set<RepoPath>();
  const pendingMerges = [];
  for (const file of intent.files) {
    const settled = await repairWorkingFile(area, file, verdicts.get(file.path) ?? 'moved on');
    if (settled.restored) restored.add(file.path);
    if (settled.pending !== undefined) pendingMerges.push(settled.pending);
  }
  const replaced = await applyReplacements(area, await prepareReplacements(area, pendingMerges));
  for (const [path, { written }] of replaced) if (written) restored.add(path);
  endIntent(area);
  return [...restored];
}

/** For each path, whether the publish took effect (see `Verdict`). */
async function verdictsOf(
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

/** The blobs of HEAD's tree, by path. */
async function headBlobs(repository: Repository): Promise<Map<RepoPath, ObjectId>> {
  if (repository.head === undefined) return new Map();
  const args = ['ls-tree', '-r', '-z', '--full-tree', repository.head];
  const { stdout } = await git(repository.gitContext, args);
  // `100644 blob 5716ca5987cbf97d6bb54920bea6adde242d87e6\tname`
  return new Map(
    splitNames(stdout).map((line) => {
      const tab = line.indexOf('\t');
      return [line.slice(tab + 1) as RepoPath, line.slice(0, tab).split(' ')[2] ?? ''];
    }),
  );
}
