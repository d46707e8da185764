// Publishes fixes: a record of intent, the index swap, the merges into the working files.
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { allOf } from '../base/all-of.ts';
import { Failure } from '../base/errors.ts';
import { lstatIfExists } from '../base/files.ts';
import type { Fix, ObjectId } from '../base/model/lint-result.ts';
import type { Publication } from '../base/model/outcome.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import { applyReplacements } from './apply-replacements.ts';
import { indexEntries } from './index-entries.ts';
import { endIntent, rewriteIntent, writeIntent, type IntendedFile } from './intent.ts';
import { isInside } from './observe-working-file.ts';
import { hashesOf, prepareIndexes, type PreparedIndexes } from './prepare-indexes.ts';
import {
  prepareReplacements,
  type Replacement,
  type PendingMerge,
} from './prepare-replacements.ts';
import { recoverWorkArea } from './recover.ts';
import { refreshIndex } from './refresh-index.ts';
import {
  withPublishLock,
  has,
  openWorkArea,
  partOf,
  preparedIndexes,
  removeLeftovers,
  workAreaOf,
  type WorkArea,
} from './work-area.ts';
import { removeOwn, swapIndexes } from './swap-indexes.ts';
import { lastingIndex, temporaryIndexes, targetIndexes } from './target-indexes.ts';
import { wrapSystemError } from './wrap-system-error.ts';

/**
 * Replaces the staged entries that were linted by the fixes, in every index that git will use (`targetIndexes`), and
 * merges the fixes into the working files. Returns `index-moved` if an entry is no longer what was linted; then, and
 * if this throws or `signal` is aborted before the swap, nothing is changed. If it throws or is killed after the swap,
 * `recover` completes it.
 */
export async function publish(
  repository: Repository,
  fixes: readonly Fix[],
  signal?: AbortSignal,
): Promise<Publication> {
  if (fixes.length === 0) return { kind: 'published', fixed: [], keptEdits: [], unwritable: [] };
  const progress = { swapped: false };
  try {
    return await withPublishLock(repository, async () => {
      await recoverWorkArea(repository); // of a process that was killed since this command began
      try {
        return await publishLocked(repository, fixes, { progress, signal });
      } catch (error) {
        // Complete or undo it now, as after a kill. If that fails too, the next command does it.
        await recoverWorkArea(repository).catch(() => undefined);
        throw error;
      }
    });
  } catch (error) {
    throw wrapSystemError(
      error,
      'The fixes could not be published.',
      progress.swapped ? IN_INDEX : {},
    );
  }
}

const IN_INDEX = {
  filesState:
    'The fixes are in the index; the next switchyard command completes the working files.',
};

async function publishLocked(
  repository: Repository,
  fixes: readonly Fix[],
  { progress, signal }: { progress: { swapped: boolean }; signal: AbortSignal | undefined },
): Promise<Publication> {
  const area = workAreaOf(repository);
  const pendingMerges = pendingFixes(repository, fixes);
  openWorkArea(
    area,
    pendingMerges.map(({ file }) => file),
  );
  const [replacements, before, first] = await allOf([
    prepareReplacements(area, pendingMerges),
    lastingBlobs(repository, fixes),
    prepareIndexes(repository, area, fixes),
  ]);
  if (first.committed.moved.length > 0) {
    removeLeftovers(area);
    return { kind: 'index-moved', paths: pathsOf(first.committed.moved) };
  }
  const intent = {
    head: repository.head,
    lasting: lastingIndex(repository),
    files: intendedFiles(pendingMerges, replacements, before),
  };
  const unsynced = [...preparedFiles(first), ...newFiles(area, replacements)];
  await writeIntent(area, { ...intent, indexes: hashesOf(first) }, unsynced);
  signal?.throwIfAborted();
  const swapped = await swapWhatWasLinted(repository, area, fixes, first, (again) =>
    rewriteIntent(area, { ...intent, indexes: hashesOf(again) }, preparedFiles(again)),
  );
  if (swapped.committed.moved.length > 0) {
    endIntent(area);
    return { kind: 'index-moved', paths: pathsOf(swapped.committed.moved) };
  }
  progress.swapped = true;
  const replaced = await applyReplacements(area, replacements);
  const whole = fixes.filter(({ path, fix }) => replaced.get(path)?.content?.equals(fix) === true);
  const { fresh } = preparedIndexes(area);
  await refreshIndex(repository, swapped.staying.index, fresh, pathsOf(whole));
  // If a signal also ended git just before a swap, git will not remove the index that was put in its place.
  for (let turns = 0; turns < 2; turns += 1) await nextTurn();
  const own = [...preparedFiles(swapped), fresh];
  if (signal?.aborted === true) removeOwn(temporaryIndexes(repository), own);
  endIntent(area);
  const isKept = (path: RepoPath): boolean =>
    replaced.get(path)?.keptEdit ?? !swapped.committed.skipped.has(path);
  const isFile = (path: RepoPath): boolean =>
    isInside(area.top, path) && lstatIfExists(joinPath(area.top, path))?.isFile() === true;
  const kept = pathsOf(fixes).filter(isKept);
  const unwritable = kept.filter(
    (path) => replaced.get(path)?.content === undefined && isFile(path),
  );
  const keptEdits = kept.filter((path) => !unwritable.includes(path));
  return { kind: 'published', fixed: pathsOf(fixes), keptEdits, unwritable };
}

/**
 * Swaps the indexes. If an index was written meanwhile, prepares them again and retries, up to 20 times; returns
 * without a swap if a linted entry has changed (`committed.moved`). Fails with `environment` after the last try.
 */
async function swapWhatWasLinted(
  repository: Repository,
  area: WorkArea,
  fixes: readonly Fix[],
  first: PreparedIndexes,
  onPreparedAgain: (prepared: PreparedIndexes) => Promise<void>,
): Promise<PreparedIndexes> {
  let prepared = first;
  for (let tries = 0; tries < 20; tries += 1) {
    if (await swapIndexes(prepared.swaps)) return prepared;
    prepared = await prepareIndexes(repository, area, fixes);
    if (prepared.committed.moved.length > 0) return prepared;
    await onPreparedAgain(prepared);
  }
  throw new Failure('environment', 'The index changes all the time.', {
    why: `Another program writes ${repository.index} again and again.`,
    next: 'Try again when it has ended.',
  });
}

interface PendingFix extends PendingMerge {
  readonly fixed: ObjectId;
}

function pendingFixes({ records, top }: Repository, fixes: readonly Fix[]): PendingFix[] {
  const id = `.switchyard-${randomBytes(6).toString('hex')}-`;
  const home = lstatIfExists(records)?.dev;
  return fixes.map(({ path, fixed, base, fix }, number) => {
    const device = lstatIfExists(joinPath(top, path))?.dev;
    const beside = device === undefined || device === home ? undefined : id;
    return { file: { path, number, beside }, fixed, base, fix };
  });
}

/** The blobs of the lasting index at the fixed paths: the staged ones, if it is one of those that get the fixes. */
async function lastingBlobs(
  repository: Repository,
  fixes: readonly Fix[],
): Promise<ReadonlyMap<RepoPath, ObjectId>> {
  const lasting = lastingIndex(repository);
  if (targetIndexes(repository).includes(lasting)) {
    return new Map(fixes.map(({ path, staged }) => [path, staged]));
  }
  const entries = await indexEntries(repository, lasting, pathsOf(fixes));
  return new Map([...entries].map(([path, { blob }]) => [path, blob]));
}

const intendedFiles = (
  pendingMerges: readonly PendingFix[],
  replacements: readonly Replacement[],
  before: ReadonlyMap<RepoPath, ObjectId>,
): IntendedFile[] => {
  const edits = new Map(
    replacements.map(({ pending, working }) => [pending.file, working.content]),
  );
  return pendingMerges.map(({ file, fixed, base, fix }) => ({
    ...file,
    fixed,
    before: before.get(file.path) ?? '',
    base,
    fix,
    edit: edits.get(file),
  }));
};

const preparedFiles = ({ swaps }: PreparedIndexes): AbsolutePath[] =>
  swaps.map(({ prepared }) => prepared);

const newFiles = (area: WorkArea, replacements: readonly Replacement[]): AbsolutePath[] =>
  replacements
    .filter(({ pending, step }) => has(area, pending.file, step, 'new'))
    .map(({ pending, step }) => partOf(area, pending.file, step, 'new'));

const pathsOf = (fixes: readonly Fix[]): RepoPath[] => fixes.map(({ path }) => path);
