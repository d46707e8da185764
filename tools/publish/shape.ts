// Tells whether brackets are closed in the order in which they were opened, and lines indented as in Python. Pure. A text
// that fails this may still be correct: strings and comments count as far as they look like code.

import type { TextChange } from './moved-text.ts';

/** The positions of changes of brackets or indentation, those nearest to an edit (in `touched`) first. */
export function shapeChanges(
  changes: readonly TextChange[],
  touched: ReadonlySet<number>,
): number[] {
  const distances = distancesTo(changes.map((_, place) => touched.has(place)));
  const distance = (place: number): number => distances[place] ?? Infinity;
  return [...changes.entries()]
    .filter(([, { before, after }]) => shapeOf(before) !== shapeOf(after))
    .map(([place]) => place)
    .sort((one, other) => distance(one) - distance(other));
}

/** The distance of each position from the nearest marked one. */
function distancesTo(marked: readonly boolean[]): number[] {
  let since = Infinity;
  const ahead = marked.map((isMarked) => (since = isMarked ? 0 : since + 1));
  since = Infinity;
  return ahead.reduceRight<number[]>((found, distance, place) => {
    since = marked[place] === true ? 0 : since + 1;
    found[place] = Math.min(distance, since);
    return found;
  }, []);
}

/** The brackets of a text that have no counterpart, and where its lines begin. */
const shapeOf = (text: string): string =>
  [unmatchedBrackets(Buffer.from(text)), ...(text.match(/^[ \t]*(?=\S)/gm) ?? [])].join('\n');

/** The brackets that have no counterpart, in the order of the text. */
function unmatchedBrackets(text: Buffer): string {
  const unmatched: number[] = [];
  for (const byte of text) {
    const opening = OPENING.get(byte);
    if (opening !== undefined && unmatched.at(-1) === opening) unmatched.pop();
    else if (opening !== undefined || OPENINGS.has(byte)) unmatched.push(byte);
  }
  return Buffer.from(unmatched).toString();
}

export const isNested = (text: Buffer): boolean => unmatchedBrackets(text) === '';

const code = (mark: string): number => mark.charCodeAt(0);

/** Closing bracket → opening bracket, as character codes. */
const OPENING = new Map(['()', '[]', '{}'].map((pair) => [code(pair.slice(1)), code(pair)]));

const OPENINGS = new Set(OPENING.values());

/**
 * Whether lines are indented deeper after a colon and only there, and back to where one was before, as in Python. Larger
 * texts than a megabyte are not looked at, and are not.
 */
export function isIndented(text: Buffer): boolean {
  if (text.length > 1 << 20) return false;
  const levels = [0];
  let [depth, level, isFirst, last] = [0, 0, true, ''];
  for (const [token] of text.toString().matchAll(TOKENS)) {
    if (/^[#\\]/.test(token)) continue;
    if (token.startsWith('\n')) {
      if (depth === 0) [level, isFirst] = [token.length - 1, true];
      continue;
    }
    if (isFirst) {
      const isDeeper = level > (levels.at(-1) ?? 0);
      if (isDeeper !== last.endsWith(':')) return false;
      if (isDeeper) levels.push(level);
      while (level < (levels.at(-1) ?? 0)) levels.pop();
      if (level !== levels.at(-1)) return false;
    }
    if ('([{'.includes(token)) depth += 1;
    if (')]}'.includes(token)) depth -= 1;
    [isFirst, last] = [false, token];
  }
  return true;
}

/** Strings, comments, a line continued by `\`, a line break with the next line's indentation, brackets, other text. */
const TOKENS =
  /("""|''')[^]*?\1|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#.*|\\\r?\n|\n[ \t]*|[^\s"'#()[\]{}\\]+|\S/g;
