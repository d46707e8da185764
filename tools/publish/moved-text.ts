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
  const all = new Set(dropped);
  if (all.size === 0) return all;
  const words = changes.map(movedWords);
  const partnerOf = pairMarks(changes);
  for (;;) {
    addSharingWords(words, all);
    const partner = partnerOf(all);
    if (partner === undefined) return all;
    all.add(partner);
  }
}

function addSharingWords(words: readonly MovedWords[], all: Set<number>): void {
  const missing = new Set<string>(); // what the dropped changes would have put somewhere
  const remaining = new Set<string>(); // what they would have taken away
  for (const place of all) {
    const before = missing.size + remaining.size;
    for (const word of words[place]?.put ?? []) missing.add(word);
    for (const word of words[place]?.taken ?? []) remaining.add(word);
    if (missing.size + remaining.size === before) continue;
    words.forEach(({ taken, put }, other) => {
      if (meets(taken, missing) || meets(put, remaining)) all.add(other); // seen by this loop
    });
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
      if (words.length > 1) words.push(words.join(' ')); // the line, however it is punctuated
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

/** Whether a line, two words, or the only one, are in the set: a word alone is often a keyword. */
function meets(words: readonly string[], set: ReadonlySet<string>): boolean {
  const shared = words.filter((word) => set.has(word));
  return (
    shared.some((word) => word.includes(' ')) || shared.length >= Math.min(2, words.length || 2)
  );
}
