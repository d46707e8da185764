// Notes down what a result depends on, as it was seen: equal notes mean that it is as it was.
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { areAsBefore, identityOf, look, withLooks, type Look } from '../base/look.ts';
import type { AbsolutePath } from '../base/paths.ts';

/** Something that a result depends on. */
export interface Seen {
  readonly digest: string;
  /** When the newest of it was changed, in milliseconds. */
  readonly newest: number;
  /** Whether it can be told from what it may become. If not, nothing is remembered. */
  readonly named: boolean;
  /** All that was looked at for it. */
  readonly looks: readonly Look[];
}

export interface Notes {
  readonly text: (text: string) => void;
  /** Notes what `path` itself is, links not followed. */
  readonly state: (path: AbsolutePath) => BigIntStats | undefined;
  /** There is more to it than can be noted. */
  readonly giveUp: () => void;
  readonly hasGivenUp: () => boolean;
}

export function takeNotes(take: (notes: Notes) => void): Seen {
  const lines: string[] = [];
  let newest = 0n;
  let named = true;
  const notes: Notes = {
    text: (text) => lines.push(text),
    state: (path) => {
      const found = look(path);
      lines.push(path, found === undefined ? '' : identityOf(found));
      if (found !== undefined && found.ctimeMs > newest) newest = found.ctimeMs;
      return found;
    },
    giveUp: () => {
      named = false;
    },
    hasGivenUp: () => !named,
  };
  const { looks } = withLooks(() => {
    take(notes);
  });
  return { digest: digestOf(lines), newest: Number(newest), named, looks };
}

/** Names a list of texts. */
export const digestOf = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');

export const together = (parts: readonly Seen[]): Seen => ({
  digest: digestOf(parts.map(({ digest }) => digest)),
  newest: Math.max(0, ...parts.map(({ newest }) => newest)),
  named: parts.every(({ named }) => named),
  looks: parts.flatMap(({ looks }) => looks),
});

/** Whether it is still as it was seen. */
export const isUnchanged = ({ looks }: Seen): boolean => areAsBefore(looks);
