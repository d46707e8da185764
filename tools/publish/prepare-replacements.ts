// Makes in private what working files are to become. Changes nothing in the working tree.
import type { RegularFile } from '../base/files.ts';
import { below } from '../base/paths.ts';
import { createAlike } from './create-alike.ts';
import type { Merge } from './merge.ts';
import { mergeFiles } from './merge-files.ts';
import { observeWorkingFile } from './observe-working-file.ts';
import { partOf, stepsOf, type Place, type Space } from './space.ts';

/** What is to be brought into a working file. */
export interface Wish {
  readonly place: Place;
  readonly base: Buffer;
  readonly fix: Buffer;
  /** What to merge in place of what the working file holds now. */
  readonly edit?: Buffer;
}

/** A working file that was observed and merged; `new` of its step is there if that changes it. */
export interface Replacement {
  readonly wish: Wish;
  readonly working: RegularFile;
  readonly merge: Merge;
  readonly step: number;
  /** Whether a new file can have the attributes that the working file has. */
  readonly replaceable: boolean;
}

/** Observes and merges; wishes for files that are not there, or are to be left alone, are left out. */
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

/** Writes what changes as `new`, with the attributes of what it is to replace. Not synced. */
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
