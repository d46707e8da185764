// Collects the inputs of a linter result, for its cache key. A function that is given `Notes` adds each input in one of
// two ways. Texts, and states of files (with their change times), go into `digest`, the second half of the cache key:
// if one changes, the key does. Packages are too many to be looked at on every run: only their names go into the
// digest, their paths are listed by `dated`, and a result found by its key counts only if all of these were last
// changed before the result's inputs were read (`isOlder`). `looks` are the lookups that were made for the digest;
// `isUnchanged` repeats them when the linters have ended. What comes of it all is called `Seen`.
import { hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { areAsBefore, identityOf, look, STEP, withLooks, type Look } from '../base/look.ts';
import type { AbsolutePath } from '../base/paths.ts';

/** Inputs of a result, as they were when they were noted. */
export interface Seen {
  /** Of everything that was noted as text or state. */
  readonly digest: string;
  /** The latest change time among the noted states, in milliseconds since 1970; 0 if there is none. */
  readonly newest: number;
  /** List the paths whose last change must be older than the result. */
  readonly dated: readonly Dated[];
  /** Whether all inputs could be noted (no `giveUp`). If not, no result is stored or used. */
  readonly named: boolean;
  /** The lookups that were made while noting. */
  readonly looks: readonly Look[];
}

/** Called only when a stored result was found, not when one is stored. */
export type Dated = () => readonly AbsolutePath[];

/** Where inputs are added. */
export interface Notes {
  /** Adds a text to the digest. */
  readonly text: (text: string) => void;
  /** Adds the path and its identity (inode, mode, size, times; links not followed) to the digest; returns its stats. */
  readonly state: (path: AbsolutePath) => BigIntStats | undefined;
  /** A result older than the last change of one of these paths does not count. Their names are to be noted as text. */
  readonly date: (paths: Dated) => void;
  /** Says that there is an input that cannot be noted: nothing is remembered. */
  readonly giveUp: () => void;
  readonly hasGivenUp: () => boolean;
}

/** Calls `take`, which must be synchronous, and returns what it noted. */
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

/** SHA-256 of a list of texts, in hexadecimal. */
export const digestOf = (texts: readonly string[]): string => hash('sha256', JSON.stringify(texts));

const NOTHING = digestOf([]);

/** One `Seen` for all inputs of `parts`; those without any leave no trace. */
export const together = (parts: readonly Seen[]): Seen => ({
  digest: digestOf(parts.map(({ digest }) => digest).filter((digest) => digest !== NOTHING)),
  newest: Math.max(0, ...parts.map(({ newest }) => newest)),
  dated: parts.flatMap(({ dated }) => dated),
  named: parts.every(({ named }) => named),
  looks: parts.flatMap(({ looks }) => looks),
});

/** Whether the inputs in the digest are still as they were noted (see `areAsBefore`). */
export const isUnchanged = ({ looks }: Seen): boolean => areAsBefore(looks);

/** Whether every dated path was last changed before `since` (milliseconds since 1970), or is absent. */
export const isOlder = ({ dated }: Seen, since: number): boolean =>
  dated.every((list) => list().every((path) => Number(look(path)?.ctimeMs ?? 0n) + STEP < since));
