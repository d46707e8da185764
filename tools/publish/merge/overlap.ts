// Tells where an edit and a fix cannot both be applied. Pure.
import { blockDepth } from './paired-marks.ts';
import { unmatchedBrackets } from './shape.ts';

/** Replaces lines `[start, end)` of base by `text`: a hunk, or a part of one. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: Buffer;
  /** Set on the parts of a hunk of the fix that was split because an edit overlaps it. */
  readonly isPart?: true;
}

/** Whether the edit comes before the fix. At the same line insertions come first, and of two insertions the edit. */
export const isBefore = (edit: Piece, fix: Piece): boolean =>
  edit.start < fix.start || (edit.start === fix.start && (isInsertion(edit) || !isInsertion(fix)));

const isInsertion = (piece: Piece): boolean => piece.start === piece.end;

/** Whether both replace the same lines by the same text. */
export const isSame = (edit: Piece, fix: Piece): boolean =>
  edit.start === fix.start && edit.end === fix.end && edit.text.equals(fix.text);

/** Whether edit and fix cannot both be applied. `replaced` is the text of base that the fix replaces. */
export function overlaps(edit: Piece, fix: Piece, replaced: Buffer): boolean {
  if (mayHave(edit, fix) || isAtEndOfBlock(edit, fix, replaced)) return true;
  if (isBefore(edit, fix)) return edit.end > fix.start || joins(edit, fix);
  return fix.end > edit.start || joins(fix, edit) || separates(edit, fix, replaced);
}

/** Whether the edit adds or removes lines where the fix moves the beginning or the end of a block. */
const isAtEndOfBlock = (edit: Piece, fix: Piece, replaced: Buffer): boolean =>
  edit.start <= fix.end &&
  fix.start <= edit.end &&
  edit.text.toString().split('\n').length - 1 !== edit.end - edit.start &&
  openedBy(replaced) !== openedBy(fix.text);

/** What a text opens that it does not close, and the other way round. */
const openedBy = (text: Buffer): string =>
  `${unmatchedBrackets(text)} ${blockDepth(text.toString())}`;

/** Whether the fix may insert what the edit has too: git may place the same change at different lines of two texts. */
const mayHave = (edit: Piece, fix: Piece): boolean =>
  fix.isPart === true && isInsertion(fix) && edit.start <= fix.start && fix.start <= edit.end;

/** Whether the fix removes a comma or an operator after which the edit goes on. */
const separates = (edit: Piece, fix: Piece, replaced: Buffer): boolean =>
  fix.end === edit.start &&
  isContinued(replaced) &&
  !isContinued(fix.text) &&
  !/^\s*(?:[)\]}]|$)/.test(edit.text.toString());

const isContinued = (text: Buffer): boolean =>
  /(?:,|&&|\|\||\?\?)$/.test(text.toString().trimEnd());

/** Whether the text of `first` has no final newline, so that `second`, right after it, would continue its last line. */
const joins = (first: Piece, second: Piece): boolean =>
  first.end === second.start && first.text.length > 0 && first.text.at(-1) !== 10;
