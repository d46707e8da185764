// Splits a changed block into smaller changes, between lines that can be recognised before and after. Pure.
import { commonSubsequence } from '../../base/common-subsequence.ts';

/** `count` lines of the old text became `otherCount` lines of the new one. */
export interface ChangePart {
  readonly count: number;
  readonly otherCount: number;
}

/**
 * Splits the change of the lines `before` into the lines `after`; the parts, in order, add up to the block. Lines have
 * their newlines, except the last of a file. A line with the same words before and after, as a formatter leaves it, is
 * a part of its own, unless a bracket or another mark moved between it and its neighbour.
 */
export function splitChange(before: readonly string[], after: readonly string[]): ChangePart[] {
  if (before.length * after.length > MAX_COST) {
    return [{ count: before.length, otherCount: after.length }];
  }
  const parts: ChangePart[] = [];
  let [at, otherAt] = [0, 0];
  const until = (end: number, otherEnd: number): void => {
    const part = { count: end - at, otherCount: otherEnd - otherAt };
    if (part.count + part.otherCount > 0) parts.push(part);
    [at, otherAt] = [end, otherEnd];
  };
  for (const [line, otherLine] of commonSubsequence(before.map(words), after.map(words))) {
    until(line, otherLine);
    until(line + 1, otherLine + 1);
  }
  until(before.length, after.length);
  return joinTheEnd(joinWhereMarksMoved(parts, before, after), before, after);
}

/** How many pairs of lines are compared: more would take too long. */
const MAX_COST = 1_000_000;

/** What of a line a formatter does not change: its letters and digits, or, if it has none, its other marks. */
function words(line: string): string {
  const letters = line.replace(/[^\p{L}\p{N}_]+/gu, '').toLowerCase();
  return letters === '' ? line.replace(/[\s;,]+/g, '') : letters;
}

/**
 * Joins neighbouring parts if one gains a mark (such as a bracket) that the other loses; also if both gain one and lose
 * one, as the middle lines of `a &&\n b &&\n c`.
 */
function joinWhereMarksMoved(
  parts: readonly ChangePart[],
  before: readonly string[],
  after: readonly string[],
): ChangePart[] {
  const joined: (ChangePart & { readonly gained: ReadonlyMap<string, number> })[] = [];
  let [at, otherAt] = [0, 0];
  for (const { count, otherCount } of parts) {
    let [first, otherFirst] = [at, otherAt];
    const last = [(at += count), (otherAt += otherCount)] as const;
    const gain = () => marksGained(before.slice(first, last[0]), after.slice(otherFirst, last[1]));
    let gained = gain();
    const belongs = (one: (typeof joined)[number]): boolean =>
      areOpposed(one.gained, gained) || crosses(before, first, after, otherFirst);
    for (let one = joined.at(-1); one && belongs(one); one = joined.at(-1)) {
      joined.pop();
      first -= one.count;
      otherFirst -= one.otherCount;
      gained = gain();
    }
    joined.push({ count: last[0] - first, otherCount: last[1] - otherFirst, gained });
  }
  return joined;
}

/** Joins all parts from a last line without newline on: applied alone, one could split a line or join two. */
function joinTheEnd(
  parts: readonly ChangePart[],
  before: readonly string[],
  after: readonly string[],
): ChangePart[] {
  const [ended, otherEnded] = [before, after].map(
    (lines) => lines.length - (lines.at(-1)?.endsWith('\n') === false ? 1 : 0),
  ) as [number, number];
  let [at, otherAt] = [0, 0];
  const separate: ChangePart[] = [];
  for (const part of parts) {
    if (at + part.count > ended || otherAt + part.otherCount > otherEnded) {
      return [...separate, { count: before.length - at, otherCount: after.length - otherAt }];
    }
    separate.push(part);
    at += part.count;
    otherAt += part.otherCount;
  }
  return separate;
}

/** For each mark (a character that is neither word nor space), how many more there are after than before. */
function marksGained(before: readonly string[], after: readonly string[]): Map<string, number> {
  const gained = new Map<string, number>();
  const count = (lines: readonly string[], each: number): void => {
    for (const mark of lines.join('').replace(/[\p{L}\p{N}_\s]+/gu, '')) {
      gained.set(mark, (gained.get(mark) ?? 0) + each);
    }
  };
  count(before, -1);
  count(after, 1);
  return gained;
}

const areOpposed = (
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): boolean => [...one].some(([mark, number]) => number * (other.get(mark) ?? 0) < 0);

/** Whether an operator moved over a line break: that before the line `at`, which is before `otherAt` afterwards. */
function crosses(
  before: readonly string[],
  at: number,
  after: readonly string[],
  otherAt: number,
): boolean {
  const changes = (operators: RegExp, line = '', otherLine = ''): boolean =>
    operators.exec(line)?.[1] !== operators.exec(otherLine)?.[1];
  return (
    changes(OPERATORS_AT_END, before[at - 1], after[otherAt - 1]) &&
    changes(OPERATORS_AT_BEGINNING, before[at], after[otherAt])
  );
}

const OPERATORS_AT_END = /([-+*/%&|^=<>?:.]+)\s*$/;
const OPERATORS_AT_BEGINNING = /^\s*([-+*/%&|^=<>?:.]+)/;
