// The difference between two short texts, line by line, for people to read.

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

const AROUND = 2;

/** As few removed and added lines as there can be. Takes time for each pair of lines: not for long texts. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const from = linesOf(before);
  const to = linesOf(after);
  // longest[i][j]: of the lines from i and from j on
  const longest = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = from.length - 1; i >= 0; i -= 1) {
    const row = longest[i] ?? [];
    for (let j = to.length - 1; j >= 0; j -= 1) {
      row[j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      lines.push({ kind: 'same', text: from[i++] ?? '' });
      j += 1;
    } else if (i < from.length && (j === to.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', text: from[i++] ?? '' });
    } else {
      lines.push({ kind: 'added', text: to[j++] ?? '' });
    }
  }
  return lines;
}

/** Without the lines that are the same, but for a few around each change; `undefined` where some are left out. */
export function nearChanges(lines: readonly DiffLine[]): (DiffLine | undefined)[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  return lines.flatMap((line, at) => {
    if (isNear[at] === true) return [line];
    return at > 0 && isNear[at - 1] === true && isNear.includes(true, at) ? [undefined] : [];
  });
}

const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};
