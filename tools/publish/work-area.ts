// The work area: the private directory, in the repository's records, in which a publish keeps its files; and the lock
// that lets only one process publish or recover at a time.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, Failure } from '../base/errors.ts';
import { createFile, lstatIfExists, makePrivateDirectory } from '../base/files.ts';
import { readRegularFile } from '../base/regular-file.ts';
import { tryLock, unlock } from '../base/lock.ts';
import { decodeName, fsPath } from '../base/names.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import type { Repository } from '../git/repository.ts';

export interface WorkArea {
  readonly directory: AbsolutePath;
  /** The top of the working tree. */
  readonly top: AbsolutePath;
  /** Returns the path of a directory that does not exist yet. */
  readonly newScratch: () => AbsolutePath;
}

/** A working file that a publish is to change, with what the names of its parts in the work area are made of. */
export interface PublishedFile {
  readonly path: RepoPath;
  /** Its number in the intent. */
  readonly number: number;
  /** If it is on another file system than the work area, its parts lie in its own directory, with this prefix. */
  readonly beside: string | undefined;
}

/**
 * The files that the replacement of a working file may need:
 *
 * - `new`: the merged file.
 * - `aside`: the working file that was at the path before, moved here.
 * - `copy`: the old content of a working file that is written over in place.
 */
const PARTS = ['new', 'aside', 'copy'] as const;

export type Part = (typeof PARTS)[number];

export const workAreaDirectory = (repository: Repository): AbsolutePath =>
  joinPath(repository.records, 'publish');

export function workAreaOf(repository: Repository): WorkArea {
  const directory = workAreaDirectory(repository);
  let scratches = 0;
  const newScratch = (): AbsolutePath => joinPath(directory, `diff-${process.pid}-${scratches++}`);
  return { directory, top: repository.top, newScratch };
}

/** The path of a part. A working file that the user saves meanwhile is replaced several times; `step` counts from 0. */
export function partOf(
  { directory, top }: WorkArea,
  file: PublishedFile,
  step: number,
  part: Part,
): AbsolutePath {
  const name = `${file.number}.${step}.${part}`;
  if (file.beside === undefined) return joinPath(directory, name);
  return joinPath(dirname(joinPath(top, file.path)) as AbsolutePath, `${file.beside}${name}`);
}

/** Creates the work area for these files. Records the prefixes of parts outside of it before there are any. */
export function openWorkArea(area: WorkArea, places: readonly PublishedFile[]): void {
  makePrivateDirectory(area.directory);
  const outside = places.filter(({ beside }) => beside !== undefined);
  if (outside.length === 0) return;
  const notes = outside.map(({ path, beside = '' }) => [dirname(joinPath(area.top, path)), beside]);
  createFile(besideFile(area), JSON.stringify(notes));
}

/** Removes the work area, which must hold no intent (any more), and the parts outside of it. */
export function removeLeftovers(area: WorkArea): void {
  if (lstatIfExists(area.directory) === undefined) return;
  for (const [directory, prefix] of readNotes(area)) {
    for (const name of listDirectory(directory)) {
      if (name.startsWith(prefix)) remove(joinPath(directory, name));
    }
  }
  remove(area.directory);
}

const besideFile = (area: WorkArea): AbsolutePath => joinPath(area.directory, 'beside');

function readNotes(area: WorkArea): readonly (readonly [AbsolutePath, string])[] {
  const notes = readRegularFile(besideFile(area))?.content.toString() ?? '';
  // Empty if the process was killed while writing it: then there are no parts outside yet.
  return notes === '' ? [] : (JSON.parse(notes) as [AbsolutePath, string][]);
}

function listDirectory(directory: AbsolutePath): string[] {
  try {
    return readdirSync(fsPath(directory), 'buffer').map(decodeName);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

/** The steps of which a part exists. */
export function stepsOf(area: WorkArea, file: PublishedFile): number[] {
  const steps: number[] = [];
  for (let step = 0; PARTS.some((part) => has(area, file, step, part)); step += 1) {
    steps.push(step);
  }
  return steps;
}

/** Whether the part exists. */
export const has = (area: WorkArea, file: PublishedFile, step: number, part: Part): boolean =>
  lstatIfExists(partOf(area, file, step, part)) !== undefined;

/** The paths of prepared indexes: those with the fixes, and one for `refreshIndex`. */
export const preparedIndexes = (
  area: WorkArea,
): { readonly indexes: readonly AbsolutePath[]; readonly fresh: AbsolutePath } => ({
  indexes: [joinPath(area.directory, 'index-0'), joinPath(area.directory, 'index-1')],
  fresh: joinPath(area.directory, 'fresh-index'),
});

/**
 * Runs `work` under the lock: no other process publishes or recovers in this working tree meanwhile. Fails with
 * `environment` if another one holds the lock for longer than `LOCK_TIMEOUT_MS`.
 */
export async function withPublishLock<Result>(
  repository: Repository,
  work: () => Promise<Result>,
): Promise<Result> {
  makePrivateDirectory(repository.records);
  const result = await tryWithPublishLock(repository, LOCK_TIMEOUT_MS, async () => ({
    of: await work(),
  }));
  if (result !== undefined) return result.of;
  throw new Failure('environment', 'Another switchyard is publishing in this working tree.', {
    why: `It holds ${lockFile(repository)}.`,
    next: 'Try again when it has ended.',
  });
}

/**
 * As `withPublishLock`, but returns `undefined` if another process holds the lock for longer than `timeoutMs`.
 */
export async function tryWithPublishLock<Result>(
  repository: Repository,
  timeoutMs: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  for (let waited = 0; !tryLock(lockFile(repository)); waited += PAUSE_MS) {
    if (waited >= timeoutMs) return undefined;
    await sleep(PAUSE_MS);
  }
  try {
    return await work();
  } finally {
    unlock(lockFile(repository));
  }
}

const lockFile = (repository: Repository): AbsolutePath =>
  joinPath(repository.records, 'publish.lock');

const PAUSE_MS = 20;
const LOCK_TIMEOUT_MS = 10_000;
