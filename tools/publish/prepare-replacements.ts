// Merges fixes with working files, and prepares the new files in the work area. Changes nothing in the working tree.
import type { RegularFile } from '../base/regular-file.ts';
import { joinPath } from '../base/paths.ts';
import { createWithAttributes } from './create-with-attributes.ts';
import type { Merge } from './merge/merge.ts';
import { mergeFiles } from './merge/merge-files.ts';
import { observeWorkingFile } from './observe-working-file.ts';
import { partOf, stepsOf, type PublishedFile, type WorkArea } from './work-area.ts';

/** A merge that is still to be made: of the change from `base` to `fix` into a working file. */
export interface PendingMerge {
  readonly file: PublishedFile;
  readonly base: Buffer;
  readonly fix: Buffer;
  /** Merged instead of the working file's present content, if set. */
  readonly edit?: Buffer;
}

/** A working file that was read and merged. If that changes it, the part `new` of `step` is the merged file. */
export interface Replacement {
  readonly pending: PendingMerge;
  readonly working: RegularFile;
  readonly merge: Merge;
  readonly step: number;
  /** Whether a new file can take its place: it has one hard link, and its owner and mode could be copied. */
  readonly replaceable: boolean;
}

/** Reads and merges working files. Merges are left out if `observeWorkingFile` finds no file for them. */
export async function prepareReplacements(
  area: WorkArea,
  pendingMerges: readonly PendingMerge[],
): Promise<Replacement[]> {
  const observed = [];
  for (const pending of pendingMerges) {
    const working = await observeWorkingFile(area.top, pending.file.path);
    if (working !== undefined) observed.push({ pending, working });
  }
  const merges = await mergeFiles(
    observed.map(({ pending: { base, fix, edit }, working }) => ({
      base,
      fix,
      edit: edit ?? working.content,
    })),
    area.newScratch,
  );
  return writeMergedFiles(
    area,
    observed.flatMap((one, at) => {
      const merge = merges[at];
      return merge === undefined ? [] : [{ ...one, merge }];
    }),
  );
}

/** Writes each merged file that differs as `new`, with the attributes of the working file. Not synced. */
export async function writeMergedFiles(
  area: WorkArea,
  merged: readonly Omit<Replacement, 'step' | 'replaceable'>[],
): Promise<Replacement[]> {
  const staged = merged.map((one) => ({ ...one, step: stepsOf(area, one.pending.file).length }));
  const changing = staged.filter(({ merge, working }) => !merge.merged.equals(working.content));
  const created = changing.map(({ pending: { file }, merge, step }) => ({
    file,
    path: partOf(area, file, step, 'new'),
    content: merge.merged,
    model: joinPath(area.top, file.path),
  }));
  const unlike = new Set(await createWithAttributes(created));
  const poor = new Set(created.filter((one) => unlike.has(one)).map(({ file }) => file));
  return staged.map((one) => ({
    ...one,
    replaceable: one.working.stats.nlink === 1n && !poor.has(one.pending.file),
  }));
}
