// How lines end and whether a byte order mark comes first: a working file may differ in them from what
// git checks out (`core.autocrlf=input`, an editor), without being edited in any line.
import type { Sides } from './diff.ts';

export interface Aligned {
  /** For finding hunks: all three by one convention. */
  readonly compared: Sides;
  /** For merging: the edit as it is, base and fix by the edit's convention where it has its own. */
  readonly merged: Sides;
}

/**
 * Makes the three comparable line by line, where each of them ends all its lines alike. Line numbers
 * stay what they are. Where only the fix has another convention, the lines that the edit left alone
 * take it.
 */
export function align(sides: Sides): Aligned {
  const { base, edit, fix } = alignMarks(sides);
  const fixed = endings(fix) ?? endings(base) ?? endings(edit);
  const based = endings(base) ?? fixed;
  const edited = endings(edit) ?? based;
  const all = [based, edited, fixed];
  if (all.includes('mixed') || new Set(all).size === 1) {
    const same = { base, edit, fix };
    return { compared: same, merged: same };
  }
  const result = edited === based ? fixed : edited;
  const convert = result === 'crlf' ? toCrlf : (text: Buffer) => text;
  const compared = { base: toLf(base), edit: toLf(edit), fix: toLf(fix) };
  return { compared, merged: { base: convert(compared.base), edit, fix: convert(compared.fix) } };
}

const MARK = Buffer.from('\ufeff');

const hasMark = (text: Buffer): boolean => text.subarray(0, 3).equals(MARK);

function alignMarks(sides: Sides): Sides {
  const marked = hasMark(sides.edit);
  if (marked === hasMark(sides.base)) return sides;
  const convert = (text: Buffer): Buffer => {
    if (hasMark(text) === marked) return text;
    return marked ? Buffer.concat([MARK, text]) : text.subarray(MARK.length);
  };
  return { base: convert(sides.base), edit: sides.edit, fix: convert(sides.fix) };
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

/** Of a text that is uniform. */
function toLf(text: Buffer): Buffer {
  if (endings(text) !== 'crlf') return text;
  const result = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf(10, from);
    const until = end === -1 ? text.length : end - 1;
    length += text.copy(result, length, from, until);
    if (end === -1) break;
    result[length++] = 10;
    from = end + 1;
  }
  return result.subarray(0, length);
}

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
