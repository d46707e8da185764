// Suggests the known word that a misspelt one was meant to be.

/** The known word with the least edit distance to `word`, if that is at most 1 or a third of the length of `word`. */
export function closestWord(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** The edit distance of two words: insertions, deletions, replacements and swaps of neighbours. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = cell(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let least = Math.min(cell(row, j) + 1, cell(next, j - 1) + 1, replaced);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        least = Math.min(least, cell(before, j - 2) + 1);
      }
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return cell(row, to.length);
}

const cell = (row: readonly number[], column: number): number => row[column] ?? 0;
