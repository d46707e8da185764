// Replaces a working file by its merged version, so that nothing is lost that the user saves meanwhile: the old file is
// moved aside, the new one gets its name. `repair-working-file.ts` handles the states that a kill can leave.
import { dirname } from 'node:path';
import { errorCode } from '../base/errors.ts';
import { lstatIfExists, linkFile, moveFile, overwriteFile, replaceFile } from '../base/files.ts';
import { readRegularFile, type RegularFile } from '../base/regular-file.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { mergeFile } from './merge/merge-files.ts';
import { observeWorkingFile, readSettled } from './observe-working-file.ts';
import { writeMergedFiles, type Replacement, type PendingMerge } from './prepare-replacements.ts';
import { partOf, type WorkArea } from './work-area.ts';

/** A working file that was moved into the work area, and its content then. */
export interface AsideFile {
  readonly path: AbsolutePath;
  readonly content: Buffer;
}

export interface Replaced {
  /** The present content of the working file; `undefined` if it is gone or could not be written. */
  readonly content: Buffer | undefined;
  readonly keptEdit: boolean;
  readonly written: boolean;
  readonly asides: readonly AsideFile[];
}

/** The result of one attempt. */
type Attempt =
  | { readonly kind: 'put'; readonly aside?: AsideFile }
  /** The user saved meanwhile: `saved` is to be merged, and `present` is the file at the path now. */
  | {
      readonly kind: 'saved';
      readonly saved: Buffer;
      readonly present: RegularFile;
      readonly aside?: AsideFile;
    }
  /** The file is gone, is not a file any more, or cannot be written; it was left as it is. */
  | { readonly kind: 'left' };

/** Replaces the working file. If the user saves it meanwhile, merges that and tries again, up to ten times. */
export async function replaceWorkingFile(area: WorkArea, first: Replacement): Promise<Replaced> {
  const asides: AsideFile[] = [];
  let replacement = first;
  let written = false;
  const end = (content: Buffer | undefined): Replaced => ({
    content,
    keptEdit: content === undefined || replacement.merge.keptEdit,
    written,
    asides,
  });
  for (let tries = 0; tries < 10; tries += 1) {
    const { pending, working, merge } = replacement;
    if (merge.merged.equals(working.content)) return end(working.content);
    const put = await tryReplacing(area, replacement);
    if (put.kind === 'left') return end(undefined);
    if (put.aside !== undefined) asides.push(put.aside);
    if (put.kind === 'put' || put.aside !== undefined) written = true;
    if (put.kind === 'put') return end(merge.merged);
    const again = await mergeFile({ ...pending, edit: put.saved }, area.newScratch);
    const [staged] = await writeMergedFiles(area, [
      { pending, working: put.present, merge: again },
    ]);
    replacement = staged ?? replacement;
  }
  return end(undefined);
}

async function tryReplacing(area: WorkArea, replacement: Replacement): Promise<Attempt> {
  const { pending, working, merge, step, replaceable } = replacement;
  const path = joinPath(area.top, pending.file.path);
  const now = await observeWorkingFile(area.top, pending.file.path);
  if (now === undefined) return { kind: 'left' };
  if (!now.content.equals(working.content)) {
    return { kind: 'saved', saved: now.content, present: now };
  }
  if (!replaceable) return writeOver(area, replacement);
  const aside = partOf(area, pending.file, step, 'aside');
  const made = partOf(area, pending.file, step, 'new');
  try {
    moveFile(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'left' };
    if (CANNOT_MOVE.has(errorCode(error))) return writeOver(area, replacement);
    throw error;
  }
  if (putBackIfNoFile(aside, path)) return { kind: 'left' };
  if (!giveNameOrUndo(made, path, aside)) {
    const present = await observeWorkingFile(area.top, pending.file.path);
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

/** The content of a file that was moved aside. If it is not `expected`, waits until it is no longer written. */
async function readMoved(aside: AbsolutePath, expected: Buffer): Promise<Buffer> {
  const moved = readRegularFile(aside);
  if (moved?.content.equals(expected) === true) return moved.content;
  return (await readSettled(aside))?.content ?? expected;
}

/** If what was moved aside is not a file (it had just taken the name), moves it back if the name is free. */
export function putBackIfNoFile(aside: AbsolutePath, path: AbsolutePath): boolean {
  const moved = lstatIfExists(aside);
  if (moved === undefined || moved.isFile()) return false;
  if (lstatIfExists(path) === undefined) moveFile(aside, path);
  return true;
}

/** As `giveName`; on a system error, gives the file that was moved aside its name back, and throws. */
function giveNameOrUndo(made: AbsolutePath, path: AbsolutePath, aside: AbsolutePath): boolean {
  try {
    return giveName(made, path);
  } catch (error) {
    if (lstatIfExists(dirname(path) as AbsolutePath) !== undefined) giveName(aside, path);
    throw error;
  }
}

/** Links (or, without hard links, renames) `made` to `path`; returns false if something has that name. */
export function giveName(made: AbsolutePath, path: AbsolutePath): boolean {
  const link = linkFile(made, path);
  if (link !== 'unsupported') return link === 'linked';
  if (lstatIfExists(path) !== undefined) return false;
  moveFile(made, path);
  return true;
}

/** Writes over the file in place, if it has several hard links or attributes that could not be copied. */
async function writeOver(
  area: WorkArea,
  { pending, working, merge, step }: Replacement,
): Promise<Attempt> {
  const path = joinPath(area.top, pending.file.path);
  replaceFile(partOf(area, pending.file, step, 'copy'), working.content);
  try {
    if (overwriteFile(path, working.content, merge.merged)) return { kind: 'put' };
  } catch (error) {
    // If the file is half written, throw: the intent stays, and the next command completes it.
    const found = readRegularFile(path);
    if (errorCode(error) === undefined || found?.content.equals(working.content) === false)
      throw error;
    return { kind: 'left' };
  }
  const present = await observeWorkingFile(area.top, pending.file.path);
  return present === undefined
    ? { kind: 'left' }
    : { kind: 'saved', saved: present.content, present };
}

/** Reads the files that were moved aside once more: what an editor that had one open wrote since is merged. */
export async function mergeLateSaves(
  area: WorkArea,
  pending: PendingMerge,
  replaced: Replaced,
): Promise<void> {
  for (const aside of replaced.asides) {
    const late = await readMoved(aside.path, aside.content);
    if (late.equals(aside.content)) continue;
    const present = await observeWorkingFile(area.top, pending.file.path);
    if (present === undefined) continue;
    const both = { ...pending, base: aside.content, fix: present.content, edit: late };
    const merge = await mergeFile(both, area.newScratch);
    const [staged] = await writeMergedFiles(area, [{ pending: both, working: present, merge }]);
    if (staged !== undefined) await replaceWorkingFile(area, staged);
  }
}
