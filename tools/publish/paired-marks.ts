// Tells which changes of one text belong together, because one opens what another closes. Pure.
import type { TextChange } from './moved-text.ts';

/**
 * Says for dropped changes, by their places in the list, which other one has the other end of a string of several
 * lines, or is the nearest that has other halves of their brackets or blocks; `undefined` if none.
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

/** Those of strings that may have several lines. */
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

/** Of blocks that a keyword opens and `end` closes, as Ruby's. */
const blockDepth = (text: string): number =>
  (text.match(BLOCK_OPENING)?.length ?? 0) - (text.match(BLOCK_CLOSING)?.length ?? 0);

/** Not `return if late`, not `def now = Time.now`. */
const BLOCK_OPENING =
  /^[ \t]*(?:[^\s#(]+ *\S?= *)?(?:class|module|begin|if|unless|case|while|until|for|def(?! \S+(?:\([^)]*\))? = ))\b|\bdo\b(?= *(?:\|[^|\n]*\|)? *$)/gm;
const BLOCK_CLOSING = /(?:^|[\s;])end(?=[\s.,;)\]}]|$)/g;

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** The places of changes from one that opens a string to the one that closes it. */
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

/** How far each place is from the next that is marked. */
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
