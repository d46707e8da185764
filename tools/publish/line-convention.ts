// How lines end and whether a byte order mark comes first: a working file may differ in them from what
// git checks out (`core.autocrlf=input`, an editor), without being edited in any line.
import type { Sides } from './diff.ts';

export interface Aligned {
  /** For finding hunks: all three by one convention. */
  readonly compared: Sides;
  /** For merging: the edit as it is, base and fix by the edit's convention where it has its own. */
  readonly merged: Sides;
  /** Only the edit mixes line ends: base and fix, with LF here, are to end theirs as it does. */
  readonly mixed: boolean;
  /** None of these begins with a byte order mark: what the result is to begin with, if anything. */
  readonly mark: Buffer;
}

/**
 * Makes the three comparable line by line, where base and fix each end all their lines alike. Line numbers
 * stay what they are. Where only the fix has another convention, the lines that the edit left alone
 * take it.
 */
export function align(sides: Sides): Aligned {
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

/** `undefined` for a text with no line end. */
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

/** Of a text with LF alone. */
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
