// Finds changes of the fix that would contradict the edit in a merged text. Pure.
import type { TextChange } from './moved-text.ts';

/**
 * Returns a function that finds, for a merged text, the positions of the changes that must be left out. Such a change
 *
 * - inserts a line that the edit removed,
 * - inserts a second time a line that both sides have moved,
 * - removes the last copy of a line that both sides have, or
 * - removes the import of a name that the merged text uses.
 *
 * Lines are equal if they have the same words, in any order. The changes in `same` were made by the edit too.
 */
export function findOpposing(
  base: Buffer,
  edit: Buffer,
  fix: Buffer,
  changes: readonly TextChange[],
  same: ReadonlySet<number>,
): (merged: Buffer) => number[] {
  if ([base, edit, fix].some((text) => text.length > MAX_SIZE)) return () => [];
  const countLines = lineCounter();
  const gains = changes.map(({ before, after }) => gained(countLines(before), countLines(after)));
  const unused = findUnused(fix, changes);
  if (unused.length === 0 && gains.every((lines) => lines.size === 0)) return () => [];
  const sides = [base, edit, fix].map((text) => countLines(text.toString()));
  return (merged) => {
    const inMerged = countLines(merged.toString());
    const isOpposed = ([line, gain]: [string, number]): boolean => {
      const [before = 0, edited = 0, fixed = 0] = sides.map((lines) => lines.get(line) ?? 0);
      const now = inMerged.get(line) ?? 0;
      if (gain < 0) return now === 0 && edited !== 0 && fixed !== 0;
      if (before === 0 || edited > 1) return false;
      return edited === 0 ? now > 0 : now > 1 && fixed <= 1;
    };
    const used = unused.length > 0 ? wordsOf(merged.toString()) : new Set();
    const isUsed = (index: number): boolean =>
      unused[index]?.some((name) => used.has(name)) === true;
    return [...gains.entries()]
      .filter(([index, lines]) => [...lines].some(isOpposed) || isUsed(index))
      .flatMap(([index]) => (same.has(index) ? [] : [index]));
  };
}

/** In bytes. In larger files no change is found. */
const MAX_SIZE = 1 << 22;

/**
 * For each change, the names in the imports that it removes and that the fixed text no longer has anywhere. Empty if no
 * change removes such a name.
 */
function findUnused(fix: Buffer, changes: readonly TextChange[]): readonly (readonly string[])[] {
  const imported = changes.map(({ before }) => before.match(IMPORTS) ?? []);
  if (imported.every((lines) => lines.length === 0)) return [];
  const left = wordsOf(fix.toString());
  return imported.map((lines) => [...wordsOf(lines.join())].filter((name) => !left.has(name)));
}

/** Lines that import something; of an import of several lines, those of a name and a comma. */
const IMPORTS = /^[ \t]*(?:import|from|.*\brequire)\b.*|^[ \t]*[\p{L}\p{N}_$]+,[ \t]*\r?$/gmu;

const wordsOf = (text: string): Set<string> => new Set(text.match(/[\p{L}\p{N}_$]+/gu));

type LineCounts = ReadonlyMap<string, number>;

/**
 * Makes a function from a text to its lines, each by its words, and how often they are there; without lines that have
 * no words. Most lines are in all of the texts: their words are looked for once.
 */
function lineCounter(): (text: string) => LineCounts {
  const known = new Map<string, string>();
  const wordsIn = (line: string): string => {
    const words = known.get(line) ?? (line.match(/[\p{L}\p{N}_]+/gu) ?? []).sort().join(' ');
    known.set(line, words);
    return words;
  };
  return (text) => {
    const counts = new Map<string, number>();
    for (const line of text.split('\n')) {
      const words = wordsIn(line);
      if (words !== '') counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    return counts;
  };
}

/** The lines that a text has more or less often afterwards, and by how much. */
function gained(before: LineCounts, after: LineCounts): LineCounts {
  const counts = new Map(after);
  for (const [line, count] of before) counts.set(line, (counts.get(line) ?? 0) - count);
  for (const [line, count] of counts) if (count === 0) counts.delete(line);
  return counts;
}
