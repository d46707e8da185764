// Computes a line diff of two short texts, for display.
import { commonSubsequence } from '../base/common-subsequence.ts';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** How many lines of context are shown before and after a change. */
const AROUND = 2;

/** A minimal diff; removed lines come before added ones. Time grows with the product of the numbers of lines. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const from = linesOf(before);
  const to = linesOf(after);
  const lines: DiffLine[] = [];
  const push = (kind: DiffLine['kind'], texts: readonly string[]): void => {
    for (const text of texts) lines.push({ kind, text });
  };
  let [i, j] = [0, 0];
  for (const [same, other] of commonSubsequence(from, to)) {
    push('removed', from.slice(i, same));
    push('added', to.slice(j, other));
    push('same', from.slice(same, same + 1));
    [i, j] = [same + 1, other + 1];
  }
  push('removed', from.slice(i));
  push('added', to.slice(j));
  return lines;
}

/** The changes with `AROUND` lines of context; `undefined` stands for lines that are left out between them. */
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
