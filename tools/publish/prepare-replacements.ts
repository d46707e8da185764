// Merges fixes with working files, and prepares the new files in the space. Changes nothing in the working tree.
import type { RegularFile } from '../base/files.ts';
import { below } from '../base/paths.ts';
import { createAlike } from './create-alike.ts';
import type { Merge } from './merge.ts';
import { mergeFiles } from './merge-files.ts';
import { observeWorkingFile } from './observe-working-file.ts';
import { partOf, stepsOf, type PublishedFile, type Space } from './space.ts';

/** A merge that is wanted: the change from `base` to `fix`, merged into a working file. */
export interface Wish {
  readonly place: PublishedFile;
  readonly base: Buffer;
  readonly fix: Buffer;
  /** Merged instead of the working file's present content, if set. */
  readonly edit?: Buffer;
}

/** A working file that was read and merged. If that changes it, the part `new` of `step` is the merged file. */
export interface Replacement {
  readonly wish: Wish;
  readonly working: RegularFile;
  readonly merge: Merge;
  readonly step: number;
  /** Whether a new file can take its place: it has one hard link, and its owner and mode could be copied. */
  readonly replaceable: boolean;
}

/** Reads and merges working files. Wishes are left out if `observeWorkingFile` finds no file for them. */
export async function prepareReplacements(
  space: Space,
  wishes: readonly Wish[],
): Promise<Replacement[]> {
  const observed = [];
  for (const wish of wishes) {
    const working = await observeWorkingFile(space.top, wish.place.path);
    if (working !== undefined) observed.push({ wish, working });
  }
  const merges = await mergeFiles(
    observed.map(({ wish: { base, fix, edit }, working }) => ({
      base,
      fix,
      edit: edit ?? working.content,
    })),
    space.newScratch,
  );
  return stage(
    space,
    observed.flatMap((one, at) => {
      const merge = merges[at];
      return merge === undefined ? [] : [{ ...one, merge }];
    }),
  );
}

/** Writes each merged file that differs as `new`, with the attributes of the working file. Not synced. */
export async function stage(
  space: Space,
  merged: readonly Omit<Replacement, 'step' | 'replaceable'>[],
): Promise<Replacement[]> {
  const staged = merged.map((one) => ({ ...one, step: stepsOf(space, one.wish.place).length }));
  const changing = staged.filter(({ merge, working }) => !merge.merged.equals(working.content));
  const files = changing.map(({ wish: { place }, merge, step }) => ({
    place,
    path: partOf(space, place, step, 'new'),
    content: merge.merged,
    like: below(space.top, place.path),
  }));
  const unlike = new Set(await createAlike(files));
  const poor = new Set(files.filter((file) => unlike.has(file)).map(({ place }) => place));
  return staged.map((one) => ({
    ...one,
    replaceable: one.working.stats.nlink === 1n && !poor.has(one.wish.place),
  }));
}
