// Tells which brackets of a text are not closed in the order in which they were opened, and which changes have to do
// with the shape of a program. Pure. Strings and comments count as far as they look like code.

import type { TextChange } from './moved-text.ts';

/** The positions of changes of brackets or indentation, those nearest to an edit (in `touched`) first. */
export function shapeChanges(
  changes: readonly TextChange[],
  touched: ReadonlySet<number>,
): number[] {
  const distances = distancesTo(changes.map((_, index) => touched.has(index)));
  const distance = (index: number): number => distances[index] ?? Infinity;
  return [...changes.entries()]
    .filter(([, { before, after }]) => shapeOf(before) !== shapeOf(after))
    .map(([index]) => index)
    .sort((one, other) => distance(one) - distance(other));
}

/** The distance of each position from the nearest marked one. */
function distancesTo(marked: readonly boolean[]): number[] {
  let since = Infinity;
  const ahead = marked.map((isMarked) => (since = isMarked ? 0 : since + 1));
  since = Infinity;
  return ahead.reduceRight<number[]>((found, distance, index) => {
    since = marked[index] === true ? 0 : since + 1;
    found[index] = Math.min(distance, since);
    return found;
  }, []);
}

/** The brackets of a text that have no counterpart, and how its lines begin: their indentation, keywords of blocks. */
const shapeOf = (text: string): string =>
  [unmatchedBrackets(Buffer.from(text)), ...(text.match(LINE_BEGINNING) ?? [])].join('\n');

const LINE_BEGINNING =
  /^[ \t]*(?=\S)(?:(?:begin|case|class|def|elif|else|elsif|end|ensure|except|finally|for|if|in|rescue|return|try|unless|until|when|while|with)\b)?/gm;

/** The brackets that have no counterpart, in the order of the text. */
export function unmatchedBrackets(text: Buffer): string {
  const unmatched: number[] = [];
  for (const byte of text) {
    const opening = OPENING.get(byte);
    if (opening !== undefined && unmatched.at(-1) === opening) unmatched.pop();
    else if (opening !== undefined || OPENINGS.has(byte)) unmatched.push(byte);
  }
  return Buffer.from(unmatched).toString();
}

const code = (mark: string): number => mark.charCodeAt(0);

/** Closing bracket → opening bracket, as character codes. */
const OPENING = new Map(['()', '[]', '{}'].map((pair) => [code(pair.slice(1)), code(pair)]));

const OPENINGS = new Set(OPENING.values());
