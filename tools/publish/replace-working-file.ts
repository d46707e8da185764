// Puts a merged file in the place of the user's, so that no save that comes in between is lost. The
// states that a kill can leave are those that `settle-working-file.ts` reads.
import { dirname } from 'node:path';
import { errorCode } from '../base/errors.ts';
import {
  inspect,
  linkFile,
  moveFile,
  overwriteFile,
  readRegularFile,
  replaceFile,
  type RegularFile,
} from '../base/files.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { mergeFile } from './merge-files.ts';
import { observeWorkingFile, readSettled } from './observe-working-file.ts';
import { stage, type Replacement, type Wish } from './prepare-replacements.ts';
import { partOf, type Space } from './space.ts';

/** A working file that was moved away, and what it held. */
export interface Aside {
  readonly path: AbsolutePath;
  readonly content: Buffer;
}

export interface Replaced {
  /** What the working file holds now; `undefined` if it is not there or could not be written. */
  readonly content: Buffer | undefined;
  readonly keptEdit: boolean;
  readonly written: boolean;
  readonly asides: readonly Aside[];
}

type Put =
  | { readonly kind: 'put'; readonly aside?: Aside }
  /** Somebody saved: `saved` is what is to be merged, `present` what is at the path now. */
  | {
      readonly kind: 'saved';
      readonly saved: Buffer;
      readonly present: RegularFile;
      readonly aside?: Aside;
    }
  /** It is gone, or something else has its name, or it cannot be written: left as it is. */
  | { readonly kind: 'left' };

/** Replaces the working file, and again with what is saved meanwhile, a bounded number of times. */
export async function replaceWorkingFile(space: Space, first: Replacement): Promise<Replaced> {
  const asides: Aside[] = [];
  let replacement = first;
  let written = false;
  const end = (content: Buffer | undefined): Replaced => ({
    content,
    keptEdit: content === undefined || replacement.merge.keptEdit,
    written,
    asides,
  });
  for (let tries = 0; tries < 10; tries += 1) {
    const { wish, working, merge } = replacement;
    if (merge.merged.equals(working.content)) return end(working.content);
    const put = await putInPlace(space, replacement);
    if (put.kind === 'left') return end(undefined);
    if (put.aside !== undefined) asides.push(put.aside);
    if (put.kind === 'put' || put.aside !== undefined) written = true;
    if (put.kind === 'put') return end(merge.merged);
    const again = await mergeFile({ ...wish, edit: put.saved }, space.newScratch);
    const [staged] = await stage(space, [{ wish, working: put.present, merge: again }]);
    replacement = staged ?? replacement;
  }
  return end(undefined);
}

async function putInPlace(space: Space, replacement: Replacement): Promise<Put> {
  const { wish, working, merge, step, replaceable } = replacement;
  const path = below(space.top, wish.place.path);
  const now = await observeWorkingFile(space.top, wish.place.path);
  if (now === undefined) return { kind: 'left' };
  if (!now.content.equals(working.content)) {
    return { kind: 'saved', saved: now.content, present: now };
  }
  if (!replaceable) return writeOver(space, replacement);
  const aside = partOf(space, wish.place, step, 'aside');
  const made = partOf(space, wish.place, step, 'new');
  try {
    moveFile(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'left' };
    if (CANNOT_MOVE.has(errorCode(error))) return writeOver(space, replacement);
    throw error;
  }
  if (putBackIfNoFile(aside, path)) return { kind: 'left' };
  if (!giveNameOrUndo(made, path, aside)) {
    const present = await observeWorkingFile(space.top, wish.place.path);
    return present === undefined
      ? { kind: 'left' }
      : { kind: 'saved', saved: present.content, present };
  }
  remove(made);
  const moved = await readMoved(aside, working.content);
  if (moved.equals(working.content)) return { kind: 'put', aside: { path: aside, content: moved } };
  const present = { ...now, content: merge.merged };
  return { kind: 'saved', saved: moved, present, aside: { path: aside, content: moved } };
}

const CANNOT_MOVE = new Set<string | undefined>(['EXDEV', 'EACCES', 'EPERM', 'EBUSY', 'EROFS']);

/** What a file that was moved away holds; waited for only if it is not `expected`. */
async function readMoved(aside: AbsolutePath, expected: Buffer): Promise<Buffer> {
  const moved = readRegularFile(aside);
  if (moved?.content.equals(expected) === true) return moved.content;
  return (await readSettled(aside))?.content ?? expected;
}

/** A directory or a link that has just taken the name, and was moved aside, gets it back. */
export function putBackIfNoFile(aside: AbsolutePath, path: AbsolutePath): boolean {
  const moved = inspect(aside);
  if (moved === undefined || moved.isFile()) return false;
  if (inspect(path) === undefined) moveFile(aside, path);
  return true;
}

/** As `giveName`; where the system refuses, the file that was moved aside gets its name back. */
function giveNameOrUndo(made: AbsolutePath, path: AbsolutePath, aside: AbsolutePath): boolean {
  try {
    return giveName(made, path);
  } catch (error) {
    if (inspect(dirname(path) as AbsolutePath) !== undefined) giveName(aside, path);
    throw error;
  }
}

/** Gives `made` the name `path` as well, unless somebody has taken it. */
export function giveName(made: AbsolutePath, path: AbsolutePath): boolean {
  const link = linkFile(made, path);
  if (link !== 'unsupported') return link === 'linked';
  if (inspect(path) !== undefined) return false;
  moveFile(made, path);
  return true;
}

/** For files with several names, or whose attributes no other file can have. */
async function writeOver(space: Space, { wish, working, merge, step }: Replacement): Promise<Put> {
  const path = below(space.top, wish.place.path);
  replaceFile(partOf(space, wish.place, step, 'copy'), working.content);
  try {
    if (overwriteFile(path, working.content, merge.merged)) return { kind: 'put' };
  } catch (error) {
    // A file that is half written is not left: the intent stays, and the next command completes it.
    const found = readRegularFile(path);
    if (errorCode(error) === undefined || found?.content.equals(working.content) === false)
      throw error;
    return { kind: 'left' };
  }
  const present = await observeWorkingFile(space.top, wish.place.path);
  return present === undefined
    ? { kind: 'left' }
    : { kind: 'saved', saved: present.content, present };
}

/**
 * Looks once more at what was moved away: what an editor that had it open has written since is merged
 * into the working file.
 */
export async function bringLateSaves(space: Space, wish: Wish, replaced: Replaced): Promise<void> {
  for (const aside of replaced.asides) {
    const late = await readMoved(aside.path, aside.content);
    if (late.equals(aside.content)) continue;
    const present = await observeWorkingFile(space.top, wish.place.path);
    if (present === undefined) continue;
    const both = { ...wish, base: aside.content, fix: present.content, edit: late };
    const merge = await mergeFile(both, space.newScratch);
    const [staged] = await stage(space, [{ wish: both, working: present, merge }]);
    if (staged !== undefined) await replaceWorkingFile(space, staged);
  }
}
