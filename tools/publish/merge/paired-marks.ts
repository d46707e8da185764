// Finds changes of one text that must be applied together, because one opens a string, bracket or block that another
// closes, or puts the operator that another takes. Pure.
import type { TextChange } from './moved-text.ts';

/** For each change, the positions of those that must be dropped with it. */
export function pairMarks(changes: readonly TextChange[]): readonly (readonly number[])[] {
  const partners: number[][] = changes.map(() => []);
  const gainedBy = (measure: (text: string) => number): number[] =>
    changes.map(({ before, after }) => measure(after) - measure(before));
  const pairs = [
    ...[...BRACKETS.map(depthIn), blockDepth].flatMap((depth) => pairEnds(gainedBy(depth))),
    ...OPERATORS.flatMap((mark) => pairEnds(gainedBy((text) => count(text, mark)))),
    ...QUOTES.flatMap((quote) => pairWithinStrings(gainedBy((text) => count(text, quote)))),
  ];
  for (const [one, other] of pairs) {
    partners[one]?.push(other);
    partners[other]?.push(one);
  }
  return partners;
}

type Pair = readonly [number, number];

const BRACKETS = ['()', '[]', '{}'] as const;

/** Operators that a formatter moves from the end of a line to the beginning of the next, or back. */
const OPERATORS = ['&&', '||', '??'] as const;

/** The quotes of strings that may have several lines. */
const QUOTES = ["'''", '"""', '`'] as const;

const depthIn =
  ([opening, closing]: string) =>
  (text: string): number => {
    let result = 0;
    for (const mark of text) {
      if (mark === opening) result += 1;
      else if (mark === closing) result -= 1;
    }
    return result;
  };

/** How many more blocks a text opens by keyword than it closes by `end`, as in Ruby. */
export const blockDepth = (text: string): number =>
  (text.match(BLOCK_OPENING)?.length ?? 0) - (text.match(BLOCK_CLOSING)?.length ?? 0);

/** Keywords that open a block; not the `if` of `return if late`, not `def now = Time.now`. */
const BLOCK_OPENING =
  /^[ \t]*(?:[^\s#(]+ *\S?= *)?(?:class|module|begin|if|unless|case|while|until|for|def(?! [^\s(]+(?:\([^)]*\))? = ))\b|\bdo\b(?= *(?:\|[^|\n]*\|)? *$)/gm;
const BLOCK_CLOSING = /(?:^|[\s;])end(?=[\s.,;)\]}]|$)/g;

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/**
 * Pairs each change that gains something with the one that loses it again (or the other way round), as brackets nest.
 */
function pairEnds(gained: readonly number[]): Pair[] {
  const open: { readonly index: number; readonly sign: number }[] = [];
  const pairs: Pair[] = [];
  gained.forEach((number, index) => {
    const sign = Math.sign(number);
    for (let left = Math.abs(number); left > 0; left -= 1) {
      const last = open.at(-1);
      if (last?.sign === -sign) {
        pairs.push([last.index, index]);
        open.pop();
      } else open.push({ index, sign });
    }
  });
  return pairs;
}

/** Pairs neighbours from a change that opens a string to the one that closes it; `gained` are quotes added by each. */
function pairWithinStrings(gained: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  let last: number | undefined;
  gained.forEach((number, index) => {
    if (number === 0) return;
    if (last !== undefined) pairs.push([last, index]);
    const isOpen = (last !== undefined) !== (number % 2 !== 0);
    last = isOpen ? index : undefined;
  });
  return pairs;
}
