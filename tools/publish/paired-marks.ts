// Finds changes of one text that must be applied together, because one opens a string, bracket or block that another
// closes. Pure.
import type { TextChange } from './moved-text.ts';

/**
 * Returns a function that, given the positions of dropped changes, returns one other that must be dropped too: one with
 * the other end of a string of several lines, or the nearest with counterparts of their brackets or blocks.
 */
export function pairMarks(
  changes: readonly TextChange[],
): (dropped: ReadonlySet<number>) => number | undefined {
  const depths = [...BRACKETS.map((kind) => depthIn(kind)), blockDepth].map((depth) =>
    changes.map(({ before, after }) => depth(after) - depth(before)),
  );
  const strings = QUOTES.flatMap((quote) =>
    groupByString(changes.map(({ before, after }) => count(after, quote) - count(before, quote))),
  );
  return (dropped) => {
    for (const group of strings) {
      if (!group.some((place) => dropped.has(place))) continue;
      const partner = group.find((place) => !dropped.has(place));
      if (partner !== undefined) return partner;
    }
    for (const gained of depths) {
      const partner = nearestOpposite(gained, dropped);
      if (partner !== undefined) return partner;
    }
    return undefined;
  };
}

const BRACKETS = ['()', '[]', '{}'] as const;

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
const blockDepth = (text: string): number =>
  (text.match(BLOCK_OPENING)?.length ?? 0) - (text.match(BLOCK_CLOSING)?.length ?? 0);

/** Keywords that open a block; not the `if` of `return if late`, not `def now = Time.now`. */
const BLOCK_OPENING =
  /^[ \t]*(?:[^\s#(]+ *\S?= *)?(?:class|module|begin|if|unless|case|while|until|for|def(?! \S+(?:\([^)]*\))? = ))\b|\bdo\b(?= *(?:\|[^|\n]*\|)? *$)/gm;
const BLOCK_CLOSING = /(?:^|[\s;])end(?=[\s.,;)\]}]|$)/g;

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** Groups changes from one that opens a string to the one that closes it; `gained` counts the quotes added by each. */
function groupByString(gained: readonly number[]): number[][] {
  const groups: number[][] = [];
  let isOpen = false;
  gained.forEach((number, place) => {
    if (number === 0) return;
    if (isOpen) groups.at(-1)?.push(place);
    else groups.push([place]);
    if (number % 2 !== 0) isOpen = !isOpen;
  });
  return groups;
}

/** The nearest change that is not dropped and gains what the dropped ones lose in sum, or the other way round. */
function nearestOpposite(
  gained: readonly number[],
  dropped: ReadonlySet<number>,
): number | undefined {
  const sum = [...dropped].reduce((total, place) => total + (gained[place] ?? 0), 0);
  if (sum === 0) return undefined;
  const distances = distancesTo(
    gained.map((number, place) => dropped.has(place) && number * sum > 0),
  );
  const distance = (place: number): number => distances[place] ?? Infinity;
  const [first, ...others] = [...gained.keys()].filter(
    (place) => !dropped.has(place) && (gained[place] ?? 0) * sum < 0,
  );
  if (first === undefined) return undefined;
  return others.reduce((best, one) => (distance(one) < distance(best) ? one : best), first);
}

/** The distance of each position from the nearest marked one. */
export function distancesTo(marked: readonly boolean[]): number[] {
  let since = Infinity;
  const ahead = marked.map((isMarked) => (since = isMarked ? 0 : since + 1));
  since = Infinity;
  return ahead.reduceRight<number[]>((found, distance, place) => {
    since = marked[place] === true ? 0 : since + 1;
    found[place] = Math.min(distance, since);
    return found;
  }, []);
}
