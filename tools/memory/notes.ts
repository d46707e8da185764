// Notes down what a result depends on. Most of it is named as it was seen: equal names mean that it is as it
// was. Of what is too much to be looked at for every new content only the names are: it must be older than the
// result that is to count.
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { areAsBefore, identityOf, look, STEP, withLooks, type Look } from '../base/look.ts';
import type { AbsolutePath } from '../base/paths.ts';

/** Something that a result depends on. */
export interface Seen {
  readonly digest: string;
  /** When the newest of what is named was changed, in milliseconds. */
  readonly newest: number;
  /** Lists what a result must be newer than. */
  readonly dated: readonly Dated[];
  /** Whether it can be told from what it may become. If not, nothing is remembered. */
  readonly named: boolean;
  /** All that was looked at for its name. */
  readonly looks: readonly Look[];
}

/** Is called when a result is to count, not when one is made. */
export type Dated = () => readonly AbsolutePath[];

export interface Notes {
  readonly text: (text: string) => void;
  /** Notes what `path` itself is, links not followed. */
  readonly state: (path: AbsolutePath) => BigIntStats | undefined;
  /** A result does not outlive a change of these, whose names are noted. */
  readonly date: (paths: Dated) => void;
  /** There is more to it than can be noted. */
  readonly giveUp: () => void;
  readonly hasGivenUp: () => boolean;
}

export function takeNotes(take: (notes: Notes) => void): Seen {
  const lines: string[] = [];
  const dated: Dated[] = [];
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
    date: (paths) => dated.push(paths),
    giveUp: () => {
      named = false;
    },
    hasGivenUp: () => !named,
  };
  const { looks } = withLooks(() => {
    take(notes);
  });
  return { digest: digestOf(lines), newest: Number(newest), dated, named, looks };
}

/** Names a list of texts. */
export const digestOf = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');

export const together = (parts: readonly Seen[]): Seen => ({
  digest: digestOf(parts.map(({ digest }) => digest)),
  newest: Math.max(0, ...parts.map(({ newest }) => newest)),
  dated: parts.flatMap(({ dated }) => dated),
  named: parts.every(({ named }) => named),
  looks: parts.flatMap(({ looks }) => looks),
});

/** Whether what is named is still as it was seen. */
export const isUnchanged = ({ looks }: Seen): boolean => areAsBefore(looks);

/** Whether what is dated was last changed before `since`, in milliseconds. */
export const isOlder = ({ dated }: Seen, since: number): boolean =>
  dated.every((list) => list().every((path) => Number(look(path)?.ctimeMs ?? 0n) + STEP < since));
