// The one private directory in which a publish works, and the lock that makes it one at a time.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, Failure } from '../base/errors.ts';
import { createFile, inspect, makePrivateDirectory, readRegularFile } from '../base/files.ts';
import { tryLock, unlock } from '../base/lock.ts';
import { decodeName, fsPath } from '../base/names.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import type { Repository } from '../git/repository.ts';

export interface Space {
  readonly directory: AbsolutePath;
  /** The working tree's. */
  readonly top: AbsolutePath;
  /** Names a directory that does not exist yet. */
  readonly newScratch: () => AbsolutePath;
}

/** A working file on its way, as its parts in the space are named. */
export interface Place {
  readonly path: RepoPath;
  /** Its number in the intent. */
  readonly number: number;
  /** Set if its parts lie beside it, as it is on another file system: what their names begin with. */
  readonly beside: string | undefined;
}

/**
 * - `new`: what the working file is to become.
 * - `aside`: the working file that was at the path before, moved.
 * - `copy`: what a working file held that is written over, not replaced.
 */
export const PARTS = ['new', 'aside', 'copy'] as const;

export type Part = (typeof PARTS)[number];

export const spaceDirectory = (repository: Repository): AbsolutePath =>
  below(repository.records, 'publish');

export function spaceOf(repository: Repository): Space {
  const directory = spaceDirectory(repository);
  let scratches = 0;
  const newScratch = (): AbsolutePath => below(directory, `diff-${process.pid}-${scratches++}`);
  return { directory, top: repository.top, newScratch };
}

/** Where a part of the `step`th replacement of a working file lies. */
export function partOf(
  { directory, top }: Space,
  place: Place,
  step: number,
  part: Part,
): AbsolutePath {
  const name = `${place.number}.${step}.${part}`;
  if (place.beside === undefined) return below(directory, name);
  return below(dirname(below(top, place.path)) as AbsolutePath, `${place.beside}${name}`);
}

/** Makes the space, for these files. What will lie beside them is noted before it is there. */
export function openSpace(space: Space, places: readonly Place[]): void {
  makePrivateDirectory(space.directory);
  const outside = places.filter(({ beside }) => beside !== undefined);
  if (outside.length === 0) return;
  const notes = outside.map(({ path, beside = '' }) => [dirname(below(space.top, path)), beside]);
  createFile(besideFile(space), JSON.stringify(notes));
}

/** Removes the space, in which there is no intent (any more), and what lies beside working files. */
export function removeLeftovers(space: Space): void {
  if (inspect(space.directory) === undefined) return;
  for (const [directory, prefix] of readNotes(space)) {
    for (const name of listDirectory(directory)) {
      if (name.startsWith(prefix)) remove(below(directory, name));
    }
  }
  remove(space.directory);
}

const besideFile = (space: Space): AbsolutePath => below(space.directory, 'beside');

function readNotes(space: Space): readonly (readonly [AbsolutePath, string])[] {
  const notes = readRegularFile(besideFile(space))?.content.toString() ?? '';
  // Empty if it was just being written: nothing lies beside any file then.
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

/** The steps of which some part is there. */
export function stepsOf(space: Space, place: Place): number[] {
  const steps: number[] = [];
  for (let step = 0; PARTS.some((part) => has(space, place, step, part)); step += 1) {
    steps.push(step);
  }
  return steps;
}

export const has = (space: Space, place: Place, step: number, part: Part): boolean =>
  inspect(partOf(space, place, step, part)) !== undefined;

/** Where what is to replace an index lies, with the fixes, and once more with fresh stat data. */
export const preparedIndexes = (
  space: Space,
): { readonly indexes: readonly AbsolutePath[]; readonly fresh: AbsolutePath } => ({
  indexes: [below(space.directory, 'index-0'), below(space.directory, 'index-1')],
  fresh: below(space.directory, 'fresh-index'),
});

/**
 * Runs `work` while no other process publishes or recovers in this working tree. Fails with
 * `environment` if one does so for very long.
 */
export async function alone<Result>(
  repository: Repository,
  work: () => Promise<Result>,
): Promise<Result> {
  makePrivateDirectory(repository.records);
  const result = await ifAlone(repository, PATIENCE, async () => ({ of: await work() }));
  if (result !== undefined) return result.of;
  throw new Failure('environment', 'Another switchyard is publishing in this working tree.', {
    why: `It holds ${lockFile(repository)}.`,
    next: 'Try again when it has ended.',
  });
}

/** The same, but returns `undefined` if another process is at it for longer than `patience` (ms). */
export async function ifAlone<Result>(
  repository: Repository,
  patience: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  for (let waited = 0; !tryLock(lockFile(repository)); waited += PAUSE) {
    if (waited >= patience) return undefined;
    await sleep(PAUSE);
  }
  try {
    return await work();
  } finally {
    unlock(lockFile(repository));
  }
}

const lockFile = (repository: Repository): AbsolutePath =>
  below(repository.records, 'publish.lock');

// Milliseconds.
const PAUSE = 20;
const PATIENCE = 10_000;
