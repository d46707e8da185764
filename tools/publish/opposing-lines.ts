// Finds changes of the fix after which a merge had a line against the will of the edit. Pure.
import type { TextChange } from './moved-text.ts';

/**
 * Returns a function from a merge to the positions of changes that must be left out: they put a line that the edit
 * removed, or one again that both sides have moved, or take the last one of those that both sides have. A line is known
 * by its words, in any order. The changes in `same` are the edit's too.
 */
export function findOpposing(
  base: Buffer,
  edit: Buffer,
  fix: Buffer,
  changes: readonly TextChange[],
  same: ReadonlySet<number>,
): (merged: Buffer) => number[] {
  if ([base, edit, fix].some((text) => text.length > LARGEST)) return () => [];
  const sides = [base, edit, fix].map((text) => countLines(text.toString()));
  const gains = changes.map(({ before, after }) => gained(before, after));
  return (merged) => {
    const inMerged = countLines(merged.toString());
    const isOpposed = ([line, gain]: [string, number]): boolean => {
      const [before = 0, edited = 0, fixed = 0] = sides.map((lines) => lines.get(line) ?? 0);
      const now = inMerged.get(line) ?? 0;
      if (gain < 0) return now === 0 && edited !== 0 && fixed !== 0;
      if (before === 0 || edited > 1) return false;
      return edited === 0 ? now > 0 : now > 1 && fixed <= 1;
    };
    return [...gains.entries()]
      .filter(([place, lines]) => !same.has(place) && [...lines].some(isOpposed))
      .map(([place]) => place);
  };
}

/** Bytes: in larger files nothing is found. */
const LARGEST = 1 << 22;

/** The words of a line → how many lines have them; lines without words are not counted. */
function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const words = line
      .match(/[\p{L}\p{N}_]+/gu)
      ?.sort()
      .join(' ');
    if (words !== undefined) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}

/** The lines of which a change leaves more, or less, than there were, and by how many. */
function gained(before: string, after: string): Map<string, number> {
  const counts = countLines(after);
  for (const [line, count] of countLines(before)) counts.set(line, (counts.get(line) ?? 0) - count);
  for (const [line, count] of counts) if (count === 0) counts.delete(line);
  return counts;
}
