// Finds out in which state a killed publish left one working file, and repairs it. The states are those between the
// steps of `replace-working-file.ts`; `new`, `aside` and `copy` are the file's parts in the work area (`work-area.ts`):
//
//     new, aside and copy absent, or only new    not begun
//     aside, nothing at the path                 moved away, not yet replaced
//     aside, new with one name, a file           somebody saved, or git checked out, in between
//     aside, new absent or with two names        replaced
//     copy, the file's bytes from copy or new    being written over
import { lstatIfExists, overwriteFile } from '../base/files.ts';
import { readRegularFile } from '../base/regular-file.ts';
import { joinPath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import type { IntendedFile } from './intent.ts';
import { mergeFile } from './merge/merge-files.ts';
import { isInside, observeWorkingFile } from './observe-working-file.ts';
import type { PendingMerge } from './prepare-replacements.ts';
import { giveName, putBackIfNoFile } from './replace-working-file.ts';
import { has, partOf, stepsOf, type Part, type WorkArea } from './work-area.ts';

/**
 * Whether the publish of a path took effect:
 *
 * - `landed`: the fix is in the index or in HEAD, and is to be merged into the working file.
 * - `undone`: the index is as before the publish, and the working file is to be so too.
 * - `moved on`: the index has something else. The fix is not merged; the user's content that was moved aside is kept.
 */
export type Verdict = 'landed' | 'undone' | 'moved on';

export interface RepairResult {
  /** Whether the working file was written or renamed. */
  readonly restored: boolean;
  /** What must still be merged into it. */
  readonly pending: PendingMerge | undefined;
}

const NOTHING: RepairResult = { restored: false, pending: undefined };

/** Makes sure that a complete file is at the path (unless the user removed it), and returns what it still lacks. */
export async function repairWorkingFile(
  area: WorkArea,
  file: IntendedFile,
  verdict: Verdict,
): Promise<RepairResult> {
  const steps = stepsOf(area, file);
  const step = steps.findLast((one) => ASIDE.some((part) => has(area, file, one, part)));
  const fixing = verdict === 'landed' ? { file, base: file.base, fix: file.fix } : undefined;
  if (step === undefined) return { restored: false, pending: fixing };
  if (!isInside(area.top, file.path)) return NOTHING;
  if (has(area, file, step, 'copy')) return repairWrittenOver(area, file, step, verdict, fixing);
  if (putBackIfNoFile(partOf(area, file, step, 'aside'), joinPath(area.top, file.path))) {
    return { restored: true, pending: undefined };
  }
  const made = lstatIfExists(partOf(area, file, step, 'new'));
  if (made?.nlink !== 1n) return repairReplaced(area, file, step, verdict);
  if (lstatIfExists(joinPath(area.top, file.path)) !== undefined) {
    return repairSavedBetween(area, file, step, verdict, fixing);
  }
  const source = verdict === 'landed' ? 'new' : 'aside';
  giveName(partOf(area, file, step, source), joinPath(area.top, file.path));
  if (source === 'aside') return { restored: true, pending: undefined };
  return { ...(await repairReplaced(area, file, step, verdict)), restored: true };
}

const ASIDE = ['aside', 'copy'] as const;

async function repairReplaced(
  area: WorkArea,
  file: IntendedFile,
  step: number,
  verdict: Verdict,
): Promise<RepairResult> {
  remove(partOf(area, file, step, 'new'));
  const { base, edit, fix } = file;
  const aside = contentOf(area, file, step, 'aside');
  const present = await observeWorkingFile(area.top, file.path);
  if (aside === undefined || present === undefined || edit === undefined) return NOTHING;
  if (verdict === 'undone') {
    const { merged } = await mergeFile({ base, edit, fix }, area.newScratch);
    return { restored: false, pending: { file, base: merged, fix: aside } };
  }
  // An editor that had the file open wrote to it after it had been moved aside.
  const isLate = step === 0 && !aside.equals(edit);
  const late = { file, base: edit, fix: present.content, edit: aside };
  return { restored: false, pending: isLate ? late : undefined };
}

async function repairSavedBetween(
  area: WorkArea,
  file: IntendedFile,
  step: number,
  verdict: Verdict,
  fixing: PendingMerge | undefined,
): Promise<RepairResult> {
  const present = await observeWorkingFile(area.top, file.path);
  const aside = contentOf(area, file, step, 'aside');
  if (present === undefined || aside === undefined) return NOTHING;
  // Content that git checked out: the user found the file missing and restored it with git.
  const isGits = present.content.equals(file.base) || present.content.equals(file.fix);
  if (fixing !== undefined) {
    return { restored: false, pending: isGits ? { ...fixing, edit: aside } : fixing };
  }
  // The file that was moved aside is the only copy of the user's edit: it is merged into what is there.
  const base = isGits && verdict === 'undone' ? present.content : file.base;
  return { restored: false, pending: { file, base, fix: aside } };
}

async function repairWrittenOver(
  area: WorkArea,
  file: IntendedFile,
  step: number,
  verdict: Verdict,
  fixing: PendingMerge | undefined,
): Promise<RepairResult> {
  const present = await observeWorkingFile(area.top, file.path);
  const before = contentOf(area, file, step, 'copy');
  const after = contentOf(area, file, step, 'new');
  if (present === undefined || before === undefined || after === undefined) return NOTHING;
  if (!isMixOf(present.content, before, after)) return { restored: false, pending: fixing };
  const wanted = verdict === 'landed' ? after : before;
  if (present.content.equals(wanted)) return NOTHING;
  const path = joinPath(area.top, file.path);
  return { restored: overwriteFile(path, present.content, wanted), pending: undefined };
}

/** Whether `content` can result from writing `after` over `before` and stopping anywhere. */
function isMixOf(content: Buffer, before: Buffer, after: Buffer): boolean {
  const [least, most] = [before.length, after.length].sort((one, other) => one - other);
  if (content.length < (least ?? 0) || content.length > (most ?? 0)) return false;
  return content.every((byte, at) => byte === before[at] || byte === after[at]);
}

const contentOf = (
  area: WorkArea,
  file: IntendedFile,
  step: number,
  part: Part,
): Buffer | undefined => readRegularFile(partOf(area, file, step, part))?.content;
