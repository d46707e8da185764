// Evens out line ends and byte order marks before a merge: a working file may differ in them from what git checks out
// (`core.autocrlf=input`, an editor) without an edit in any line.
import type { Sides } from './diff.ts';

export interface AlignedSides {
  /** For finding hunks: all three with the same line ends. */
  readonly compared: Sides;
  /** For merging: the edit as it is, base and fix with the line ends that the result is to have. */
  readonly merged: Sides;
  /** Whether only the edit mixes line ends. Base and fix have LF here, and are to be adapted by `matchLineEnds`. */
  readonly mixed: boolean;
  /** The byte order mark that the result is to begin with, or empty. The texts above have none. */
  readonly mark: Buffer;
}

/**
 * Makes the three comparable line by line, if base and fix each have one kind of line end; line numbers stay the same.
 * If the edit has the line ends of base, the result gets those of the fix in the lines that were not edited, else those
 * of the edit.
 */
export function alignLineEnds(sides: Sides): AlignedSides {
  const mark = resultingMark(sides);
  const base = withoutMark(sides.base);
  const edit = withoutMark(sides.edit);
  const fix = withoutMark(sides.fix);
  const fixed = endings(fix) ?? endings(base) ?? endings(edit);
  const based = endings(base) ?? fixed;
  const edited = endings(edit) ?? based;
  const all = [based, edited, fixed];
  if (edited === 'mixed' && based === fixed && based !== 'mixed') {
    const compared = { base: toLf(base), edit: toLf(edit), fix: toLf(fix) };
    return { compared, merged: { ...compared, edit }, mixed: true, mark };
  }
  if (all.includes('mixed') || new Set(all).size === 1) {
    const same = { base, edit, fix };
    return { compared: same, merged: same, mixed: false, mark };
  }
  const result = edited === based ? fixed : edited;
  const convert = result === 'crlf' ? toCrlf : (text: Buffer) => text;
  const compared = { base: toLf(base), edit: toLf(edit), fix: toLf(fix) };
  const merged = { base: convert(compared.base), edit, fix: convert(compared.fix) };
  return { compared, merged, mixed: false, mark };
}

const MARK = Buffer.from('\ufeff');

const hasMark = (text: Buffer): boolean => text.subarray(0, 3).equals(MARK);

const withoutMark = (text: Buffer): Buffer => (hasMark(text) ? text.subarray(MARK.length) : text);

function resultingMark({ base, edit, fix }: Sides): Buffer {
  const marked = hasMark(edit) === hasMark(base) ? hasMark(fix) : hasMark(edit);
  return marked ? MARK : Buffer.alloc(0);
}

/** The kind of line end in a text; `undefined` if it has none. */
function endings(text: Buffer): 'lf' | 'crlf' | 'mixed' | undefined {
  let found: 'lf' | 'crlf' | undefined;
  for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10, end + 1)) {
    const ending = text[end - 1] === 13 ? 'crlf' : 'lf';
    if (found !== undefined && found !== ending) return 'mixed';
    found = ending;
  }
  return found;
}

function toLf(text: Buffer): Buffer {
  if (!text.includes('\r\n')) return text;
  const result = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\r\n', from);
    const until = end === -1 ? text.length : end;
    length += text.copy(result, length, from, until);
    if (end === -1) break;
    result[length++] = 10;
    from = end + 2;
  }
  return result.subarray(0, length);
}

/** Turns LF into CRLF in a text that has no CRLF. */
function toCrlf(text: Buffer): Buffer {
  let lines = 0;
  for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10, end + 1)) lines += 1;
  const result = Buffer.allocUnsafe(text.length + lines);
  let length = 0;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf(10, from);
    const until = end === -1 ? text.length : end;
    length += text.copy(result, length, from, until);
    if (end === -1) break;
    result[length++] = 13;
    result[length++] = 10;
    from = end + 1;
  }
  return result;
}
