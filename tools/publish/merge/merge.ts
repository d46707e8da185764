// The three-way merge of one file, from hunks that git found. Pure: bytes in, bytes out.
import { findOpposing } from './opposing-lines.ts';
import { isBefore, isSame, overlaps, type Piece } from './overlap.ts';
import { withEntangled, type TextChange } from './moved-text.ts';
import { isIndented } from './python-shape.ts';
import { hasBlocks } from './ruby-shape.ts';
import { shapeChanges, unmatchedBrackets } from './shape.ts';
import { splitChange } from './split-change.ts';

/** Lines `[start, start + count)` of base became lines `[otherStart, otherStart + otherCount)`. */
export interface Hunk {
  readonly start: number;
  readonly count: number;
  readonly otherStart: number;
  readonly otherCount: number;
}

export interface Merge {
  readonly merged: Buffer;
  /** Whether a part of the fix was left out, because an edit overlaps it. */
  readonly keptEdit: boolean;
}

/**
 * Merges by these rules; the hunks of each side are in order.
 *
 * - Every hunk of the edit is applied, and every hunk of the fix that does not overlap one.
 * - A hunk of the fix that does is split into lines that can be recognised; the parts that do not overlap are applied.
 * - If the fix moves text, or opens in one hunk a bracket that it closes in another, both hunks are applied or neither.
 * - If brackets of the result do not match, its indentation is not valid in Python, or its blocks are not valid in
 *   Ruby, though edit and fix are both valid in this, more of the fix is left out.
 * - Hunks that only touch do not overlap, unless applying both would break a list or expression, join two lines, or
 *   take lines of the edit into a block or out of it.
 * - A hunk that both sides have is applied once. Of two insertions at one line, the edit's comes first.
 * - A hunk of the fix is left out if it contradicts the edit (`findOpposing`): if the result would have a line that the
 *   edit removed, have a line twice that both sides have moved, lack a line that both sides have, or use a name that it
 *   no longer imports.
 */
export function merge(
  base: Buffer,
  edit: Buffer,
  fix: Buffer,
  editHunks: readonly Hunk[],
  fixHunks: readonly Hunk[],
): Merge {
  const edits = pieces(edit, editHunks);
  const fixes = splitWhereOverlapped(base, pieces(fix, fixHunks), edits);
  const { changes, same, overlapped, touched } = compare(base, fixes, edits);
  const without = (dropped: ReadonlySet<number>): Buffer =>
    assemble(
      base,
      fixes.filter((_, index) => !same.has(index) && !dropped.has(index)),
      edits,
    );
  const opposing = findOpposing(base, edit, fix, changes, same);
  /** Leaves out the changes in `left`, and all that must be left out with them. */
  const settle = (left: ReadonlySet<number>): Settled => {
    const entangled = withEntangled(changes, left);
    const dropped = withEntangled(changes, withMarksAlone(fixes, changes, entangled));
    const merged = without(dropped);
    const more = opposing(merged).filter((index) => !dropped.has(index));
    return more.length === 0 ? { dropped, merged } : settle(new Set([...dropped, ...more]));
  };
  const { dropped, merged } = settle(overlapped);
  const result = { merged, keptEdit: dropped.size > 0 };
  if (touched.size === 0) return result;
  const isSound = soundAs(edit, fix);
  if (isSound(merged)) return result;
  const nearest = shapeChanges(changes, touched).filter((index) => !dropped.has(index));
  for (let count = 1; count < 2 * nearest.length; count *= 2) {
    const sound = settle(new Set([...dropped, ...nearest.slice(0, count)])).merged;
    if (isSound(sound)) return { merged: sound, keptEdit: true };
  }
  return { merged: edit, keptEdit: true };
}

interface Settled {
  /** The positions of the changes that are left out. */
  readonly dropped: ReadonlySet<number>;
  readonly merged: Buffer;
}

/** A test whether a text is a program as far as both given ones are: of their brackets, as Python, as Ruby. */
function soundAs(edit: Buffer, fix: Buffer): (text: Buffer) => boolean {
  const unmatched = unmatchedBrackets(edit);
  const rules = [isIndented, hasBlocks].filter((holds) => holds(edit) && holds(fix));
  if (unmatchedBrackets(fix) === unmatched) {
    rules.push((text) => unmatchedBrackets(text) === unmatched);
  }
  return (text) => rules.every((holds) => holds(text));
}

/**
 * `dropped`, and the parts that change only punctuation and have no kept neighbour of the same hunk: one `}` looks like
 * any other, and without its neighbours nothing tells which one it is.
 */
function withMarksAlone(
  fixes: readonly Piece[],
  changes: readonly TextChange[],
  dropped: ReadonlySet<number>,
): ReadonlySet<number> {
  const isKept = (index: number, other: number): boolean =>
    fixes[other]?.isPart === true &&
    !dropped.has(other) &&
    (fixes[index]?.start === fixes[other].end || fixes[index]?.end === fixes[other].start);
  const isAlone = (index: number): boolean =>
    fixes[index]?.isPart === true && !isKept(index, index - 1) && !isKept(index, index + 1);
  const alone = [...changes.entries()].filter(
    ([index, { before, after }]) =>
      !/[\p{L}\p{N}_]/u.test(before + after) && !isSameText(before, after) && isAlone(index),
  );
  return new Set([...dropped, ...alone.map(([index]) => index)]);
}

/** Whether the texts are equal without white space and semicolons. */
const isSameText = (one: string, other: string): boolean =>
  one.replace(/[\s;]+/g, '') === other.replace(/[\s;]+/g, '');

/** Applies fixes and edits, which do not overlap, to base. */
function assemble(base: Buffer, fixes: readonly Piece[], edits: readonly Piece[]): Buffer {
  const parts: Buffer[] = [];
  const offset = lineOffsets(base);
  let from = 0;
  const apply = (piece: Piece): void => {
    parts.push(base.subarray(from, offset(piece.start)), piece.text);
    from = offset(piece.end);
  };
  let next = 0;
  for (const piece of fixes) {
    for (let one = edits[next]; one !== undefined && isBefore(one, piece); one = edits[++next]) {
      apply(one);
    }
    apply(piece);
  }
  for (const piece of edits.slice(next)) apply(piece);
  parts.push(base.subarray(from));
  return Buffer.concat(parts);
}

interface Comparison {
  /** For each fix, the text before and after. */
  readonly changes: readonly TextChange[];
  /** The positions of fixes that an edit has made already. */
  readonly same: ReadonlySet<number>;
  /** The positions of fixes that an edit overlaps. */
  readonly overlapped: ReadonlySet<number>;
  /** Those, and the positions of fixes that begin or end where an edit does. */
  readonly touched: ReadonlySet<number>;
}

function compare(base: Buffer, fixes: readonly Piece[], edits: readonly Piece[]): Comparison {
  const offset = lineOffsets(base);
  const changes: TextChange[] = [];
  const same = new Set<number>();
  const overlapped = new Set<number>();
  const touched = new Set<number>();
  let next = 0;
  fixes.forEach((fix, index) => {
    const replaced = base.subarray(offset(fix.start), offset(fix.end));
    changes.push({ before: replaced.toString(), after: fix.text.toString() });
    for (let one = edits[next]; one !== undefined && isBefore(one, fix); one = edits[++next]);
    // The last edit before `next` may reach into the lines of this fix.
    const near = [edits[next - 1], edits[next]].filter((one) => one !== undefined);
    if (near.some((one) => isSame(one, fix))) {
      same.add(index);
      return;
    }
    if (near.some((one) => one.start <= fix.end && fix.start <= one.end)) touched.add(index);
    if (near.some((one) => overlaps(one, fix, replaced))) overlapped.add(index);
  });
  return { changes, same, overlapped, touched };
}

function pieces(text: Buffer, hunks: readonly Hunk[]): Piece[] {
  const offset = lineOffsets(text);
  return hunks.map(({ start, count, otherStart, otherCount }) => ({
    start,
    end: start + count,
    text: text.subarray(offset(otherStart), offset(otherStart + otherCount)),
  }));
}

/** The fixes, but each that an edit overlaps is split into parts, which are compared with the edits one by one. */
function splitWhereOverlapped(
  base: Buffer,
  fixes: readonly Piece[],
  edits: readonly Piece[],
): Piece[] {
  const offset = lineOffsets(base);
  let next = 0;
  return fixes.flatMap((fix) => {
    const before = base.subarray(offset(fix.start), offset(fix.end));
    while ((edits[next]?.end ?? Infinity) < fix.start) next += 1;
    for (let at = next; (edits[at]?.start ?? Infinity) <= fix.end; at += 1) {
      const edit = edits[at];
      if (edit === undefined || isSame(edit, fix)) break;
      if (overlaps(edit, fix, before)) return split(before, fix);
    }
    return [fix];
  });
}

function split(before: Buffer, fix: Piece): Piece[] {
  if (before.length === 0 || fix.text.length === 0) return [fix];
  const offset = lineOffsets(fix.text);
  let [at, otherAt] = [fix.start, 0];
  return splitChange(linesOf(before), linesOf(fix.text)).map(({ count, otherCount }) => ({
    start: at,
    end: (at += count),
    text: fix.text.subarray(offset(otherAt), offset((otherAt += otherCount))),
    isPart: true,
  }));
}

/** The lines of a text, each with its newline. */
const linesOf = (text: Buffer): string[] => text.toString().split(/(?<=\n)/);

/** A function from line number to the line's offset in bytes. Must be called with ascending numbers. */
function lineOffsets(text: Buffer): (line: number) => number {
  let line = 0;
  let offset = 0;
  return (wanted) => {
    for (; line < wanted; line += 1) {
      const end = text.indexOf(10, offset);
      offset = end === -1 ? text.length : end + 1;
    }
    return offset;
  };
}
