// The record of intent (a journal): all that is needed to complete a publish, or to undo it, after a kill.
import { readFileSync } from 'node:fs';
import { errorCode, Failure } from '../base/errors.ts';
import { lstatIfExists, moveFile, replaceFile, syncAll, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { removeLeftovers, type PublishedFile, type WorkArea } from './work-area.ts';

export interface Intent {
  readonly head: ObjectId | undefined;
  /** The index file that remains after the commit (see `lastingIndex`). */
  readonly lasting: AbsolutePath;
  /** The index files to be replaced, with the SHA-256 of their new content. */
  readonly indexes: readonly { readonly index: AbsolutePath; readonly sha256: string }[];
  readonly files: readonly IntendedFile[];
}

export interface IntendedFile extends PublishedFile {
  readonly fixed: ObjectId;
  /** The blob that the lasting index had at the path before; empty if none. */
  readonly before: ObjectId;
  readonly base: Buffer;
  readonly fix: Buffer;
  /** The working file as it was merged; `undefined` if there was none. */
  readonly edit: Buffer | undefined;
}

const recordFile = (area: WorkArea): AbsolutePath => joinPath(area.directory, 'record');
const contentsFile = (area: WorkArea): AbsolutePath => joinPath(area.directory, 'contents');

/**
 * Writes the record, after syncing all that it relies on (`prepared`: the new indexes and working files). Until this
 * returns, `recover` treats what is in the work area as leftovers.
 */
export async function writeIntent(
  area: WorkArea,
  intent: Intent,
  prepared: readonly AbsolutePath[],
): Promise<void> {
  const contents = intent.files.flatMap(({ base, fix, edit }) =>
    edit === undefined ? [base, fix] : [base, fix, edit],
  );
  const record = joinPath(area.directory, 'record.new');
  writeScratch(contentsFile(area), Buffer.concat(contents), 'wx');
  writeScratch(record, encode(intent), 'wx');
  await syncAll([...prepared, contentsFile(area), record]);
  moveFile(record, recordFile(area));
  await syncAll([area.directory]);
}

/** Replaces the record after the indexes (`prepared`) had to be prepared again and have other hashes. */
export async function rewriteIntent(
  area: WorkArea,
  intent: Intent,
  prepared: readonly AbsolutePath[],
): Promise<void> {
  await syncAll(prepared);
  replaceFile(recordFile(area), encode(intent));
}

/**
 * The intent in the work area; `undefined` if there are only leftovers. Fails with `environment` if the record cannot
 * be read: then the work area may hold files of the user, and is left as it is.
 */
export function readIntent(area: WorkArea): Intent | undefined {
  try {
    return decode(readFileSync(recordFile(area)), readFileSync(contentsFile(area)));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && lstatIfExists(recordFile(area)) === undefined)
      return undefined;
    throw new Failure('environment', 'An interrupted publish left a record that cannot be read.', {
      why: recordFile(area),
      next: `Compare the files beside it with your working files, then remove ${area.directory}.`,
    });
  }
}

/** Removes the record, which ends the intent, and then the rest of the work area. */
export function endIntent(area: WorkArea): void {
  remove(recordFile(area));
  removeLeftovers(area);
}

interface Record {
  readonly version: 1;
  readonly head: ObjectId | null;
  readonly lasting: AbsolutePath;
  readonly indexes: Intent['indexes'];
  readonly files: readonly (Omit<IntendedFile, 'base' | 'fix' | 'edit' | 'beside'> & {
    readonly beside: string | null;
    /** The sizes in bytes of base, fix and edit, which follow each other in the file `contents`. */
    readonly sizes: readonly [number, number, number | null];
  })[];
}

function encode({ head, files, ...rest }: Intent): string {
  const record: Record = {
    ...rest,
    version: 1,
    head: head ?? null,
    files: files.map(({ base, fix, edit, beside, ...file }) => ({
      ...file,
      beside: beside ?? null,
      sizes: [base.length, fix.length, edit?.length ?? null],
    })),
  };
  return JSON.stringify(record);
}

function decode(record: Buffer, contents: Buffer): Intent {
  const { version, head, lasting, indexes, files } = JSON.parse(record.toString()) as Record;
  if ((version as number) !== 1) throw new Error('a record of another version of switchyard');
  let at = 0;
  const next = (size: number): Buffer => contents.subarray(at, (at += size));
  return {
    head: head ?? undefined,
    lasting,
    indexes,
    files: files.map(({ sizes: [base, fix, edit], beside, ...file }) => ({
      ...file,
      beside: beside ?? undefined,
      base: next(base),
      fix: next(fix),
      edit: edit === null ? undefined : next(edit),
    })),
  };
}
