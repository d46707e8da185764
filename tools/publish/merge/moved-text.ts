// Finds changes of one text that must be applied together, because one removes text that another inserts elsewhere (as
// sorting does), or because brackets or quotes pair up. Pure.
import { pairMarks } from './paired-marks.ts';

/** A replaced piece of text. Lists of changes are in the order of the text; a position is an index in that list. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
}

/**
 * The positions in `dropped`, and those of all changes that must be dropped with them: applied alone, they would lose
 * or duplicate a line, or leave a bracket or quote without its counterpart.
 */
export function withEntangled(
  changes: readonly TextChange[],
  dropped: ReadonlySet<number>,
): ReadonlySet<number> {
  const all = new Set<number>();
  if (dropped.size === 0) return all;
  const words = changes.map(movedWords);
  const takingAny = placesSharing(words.map(({ taken }) => taken));
  const puttingAny = placesSharing(words.map(({ put }) => put));
  const partners = pairMarks(changes);
  const open = [...dropped];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (all.has(index)) continue;
    all.add(index);
    // Drop those that remove what this one would have inserted, and that insert what it would have removed.
    for (const other of takingAny(words[index]?.put ?? [])) open.push(other);
    for (const other of puttingAny(words[index]?.taken ?? [])) open.push(other);
    for (const other of partners[index] ?? []) open.push(other);
  }
  return all;
}

interface MovedWords {
  readonly put: readonly string[];
  readonly taken: readonly string[];
}

/** The words that a change inserts (`put`) and removes (`taken`). */
function movedWords({ before, after }: TextChange): MovedWords {
  const balance = new Map<string, number>();
  const count = (text: string, each: number): void => {
    for (const word of text.match(/[\p{L}\p{N}_]+/gu) ?? []) {
      balance.set(word, (balance.get(word) ?? 0) + each);
    }
  };
  count(before, -1);
  count(after, 1);
  const changed = [...balance];
  return {
    put: changed.flatMap(([word, number]) => (number > 0 ? [word] : [])),
    taken: changed.flatMap(([word, number]) => (number < 0 ? [word] : [])),
  };
}

/**
 * Returns a function that is called with more and more words, and returns the positions of the lists that by now share
 * enough with all that it was given: two words, or their only word. One word of several is not enough, as it may be a
 * keyword.
 */
function placesSharing(
  lists: readonly (readonly string[])[],
): (words: readonly string[]) => number[] {
  const listsWith = new Map<string, number[]>();
  lists.forEach((list, index) => {
    for (const word of list) {
      const known = listsWith.get(word);
      if (known === undefined) listsWith.set(word, [index]);
      else known.push(index);
    }
  });
  const shared = lists.map(() => 0);
  const enough = lists.map(({ length }) => Math.min(2, length));
  return (words) =>
    words.flatMap((word) => {
      const found = listsWith.get(word) ?? [];
      listsWith.delete(word); // counts once
      return found.filter((index) => {
        const number = (shared[index] = (shared[index] ?? 0) + 1);
        return number >= (enough[index] ?? 2);
      });
    });
}
