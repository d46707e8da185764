// Tells which changes of one text hang together, because one of them takes away what another puts
// elsewhere, as sorting does. Pure.

export interface TextChange {
  readonly before: string;
  readonly after: string;
}

/**
 * The places of `dropped` changes in the list, and of those that cannot do without one of them: they
 * would take a line away for good, or double it, or leave a bracket that nothing opens or closes.
 */
export function withEntangled(
  changes: readonly TextChange[],
  dropped: ReadonlySet<number>,
): ReadonlySet<number> {
  const all = new Set(dropped);
  if (all.size === 0) return all;
  const words = changes.map(movedWords);
  const depths = changes.map(depthsGained);
  for (;;) {
    addSharingWords(words, all);
    const partner = partnerOf(depths, all);
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

const BRACKETS = ['()', '[]', '{}'] as const;

/** Of each kind, how many more are opened and not closed after the change. */
const depthsGained = ({ before, after }: TextChange): readonly number[] =>
  BRACKETS.map((kind) => depth(after, kind) - depth(before, kind));

function depth(text: string, [opening, closing]: string): number {
  let result = 0;
  for (const mark of text) {
    if (mark === opening) result += 1;
    else if (mark === closing) result -= 1;
  }
  return result;
}

/** Where brackets of the dropped changes have their other halves: the nearest change that has some. */
function partnerOf(
  depths: readonly (readonly number[])[],
  dropped: ReadonlySet<number>,
): number | undefined {
  for (const kind of BRACKETS.keys()) {
    const gained = depths.map((each) => each[kind] ?? 0);
    const sum = [...dropped].reduce((total, place) => total + (gained[place] ?? 0), 0);
    if (sum === 0) continue;
    const places = [...dropped].filter((place) => (gained[place] ?? 0) * sum > 0);
    const distance = (place: number): number =>
      Math.min(...places.map((one) => Math.abs(one - place)));
    const candidates = [...gained.keys()].filter(
      (place) => !dropped.has(place) && (gained[place] ?? 0) * sum < 0,
    );
    const [first, ...others] = candidates;
    if (first === undefined) continue;
    return others.reduce((best, one) => (distance(one) < distance(best) ? one : best), first);
  }
  return undefined;
}
