// Tells which changes of one text hang together, because one of them takes away what another puts
// elsewhere, as sorting does. Pure.
import { pairMarks } from './paired-marks.ts';

export interface TextChange {
  readonly before: string;
  readonly after: string;
}

/**
 * The places of `dropped` changes in the list, and of those that cannot do without one of them: they
 * would take a line away for good, or double it, or leave a bracket or quote without its other half.
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
  const partnerOf = pairMarks(changes);
  const open = [...dropped];
  for (;;) {
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (all.has(place)) continue;
      all.add(place);
      // What it would have put somewhere is missing, and what it would have taken away remains.
      for (const other of takingAny(words[place]?.put ?? [])) open.push(other);
      for (const other of puttingAny(words[place]?.taken ?? [])) open.push(other);
    }
    const partner = partnerOf(all);
    if (partner === undefined) return all;
    open.push(partner);
  }
}

interface MovedWords {
  readonly put: readonly string[];
  readonly taken: readonly string[];
}

/** The words and lines that there are more of after the change, and those that there are fewer of. */
function movedWords({ before, after }: TextChange): MovedWords {
  const balance = new Map<string, number>();
  const count = (text: string, each: number): void => {
    for (const line of text.split('\n')) {
      const words: string[] = line.match(/[\p{L}\p{N}_]+/gu) ?? [];
      if (words.length > 0) words.push(`${words.join(' ')}\n`); // the line, however it is punctuated
      for (const word of words) balance.set(word, (balance.get(word) ?? 0) + each);
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
 * Told more and more words and lines, says in which of the lists there are now a line, two words, or the only one: a
 * word alone is often a keyword.
 */
function placesSharing(
  lists: readonly (readonly string[])[],
): (words: readonly string[]) => number[] {
  const places = new Map<string, number[]>();
  lists.forEach((list, place) => {
    for (const word of list) {
      const known = places.get(word);
      if (known === undefined) places.set(word, [place]);
      else known.push(place);
    }
  });
  const shared = lists.map(() => 0);
  const enough = lists.map((list) => Math.min(2, list.filter((word) => !isLine(word)).length));
  return (words) =>
    words.flatMap((word) => {
      const found = places.get(word) ?? [];
      places.delete(word); // is told once
      return found.filter((place) => {
        const number = (shared[place] = (shared[place] ?? 0) + 1);
        return isLine(word) || number >= (enough[place] ?? 2);
      });
    });
}

const isLine = (word: string): boolean => word.endsWith('\n');
