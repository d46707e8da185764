// Collects the inputs of a linter result, which make up its cache key. There are two kinds of inputs:
//
// - Texts, and states of files (with their change times), go into the digest, which is the second half of the cache
//   key. If one of them changes, the key changes.
// - Packages are too many to be looked at on every run. Only their names go into the digest; their paths are listed by
//   `mustBeOlder`. A result that was found by its key counts only if all these paths were last changed before it was
//   made.
//
// `lookups` are the lookups in the file system that the digest was made from. They are repeated when the linters have
// ended (`areInputsUnchanged`): if one has another outcome by then, the result is not stored.
import type { BigIntStats } from 'node:fs';
import {
  areUnchanged,
  identityOfStats,
  lstat,
  recordLookups,
  type Lookup,
} from '../base/lookups.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { settlesAt } from '../base/settled.ts';
import { sha256 } from '../base/sha256.ts';

/** Inputs of a result, as they were when they were collected. */
export interface Inputs {
  /** The digest of all texts and states. */
  readonly digest: string;
  /** From when on every change of a state shows (`settlesAt`), in milliseconds since 1970; 0 if there is none. */
  readonly settled: number;
  /** Functions that list the paths whose last change must be older than the result. */
  readonly mustBeOlder: readonly ListPaths[];
  /** Whether all inputs are known. If not (`markUncacheable`), no result is stored or used. */
  readonly cacheable: boolean;
  /** The lookups that were made while the inputs were collected. */
  readonly lookups: readonly Lookup[];
}

/** Called only when a stored result was found: storing a result does not need the list. */
export type ListPaths = () => readonly AbsolutePath[];

/** What functions add inputs to. */
export interface InputCollector {
  /** Adds a text to the digest. */
  readonly addText: (text: string) => void;
  /** Adds the path and its identity (inode, mode, size, times; links not followed) to the digest; returns its stats. */
  readonly addState: (path: AbsolutePath) => BigIntStats | undefined;
  /** Requires that these paths were last changed before a result was made. Their names must be added as text. */
  readonly requireOlder: (paths: ListPaths) => void;
  /** Says that there is an input that cannot be added: no result may be remembered. */
  readonly markUncacheable: () => void;
  readonly isUncacheable: () => boolean;
}

/** Calls `collect`, which must be synchronous, and returns the inputs that it added. */
export function collectInputs(collect: (inputs: InputCollector) => void): Inputs {
  const lines: string[] = [];
  const mustBeOlder: ListPaths[] = [];
  let settled = 0;
  let cacheable = true;
  const inputs: InputCollector = {
    addText: (text) => lines.push(text),
    addState: (path) => {
      const found = lstat(path);
      lines.push(path, found === undefined ? '' : identityOfStats(found));
      settled = Math.max(settled, settlesAt(found));
      return found;
    },
    requireOlder: (paths) => mustBeOlder.push(paths),
    markUncacheable: () => {
      cacheable = false;
    },
    isUncacheable: () => !cacheable,
  };
  const { lookups } = recordLookups(() => {
    collect(inputs);
  });
  return {
    digest: digestOf(lines),
    settled,
    mustBeOlder,
    cacheable,
    lookups,
  };
}

/** SHA-256 of a list of texts, in hexadecimal. */
export const digestOf = (texts: readonly string[]): string => sha256(JSON.stringify(texts));

const NO_INPUTS = digestOf([]);

/** All inputs of `parts` as one. Parts without inputs do not change the digest. */
export const combineInputs = (parts: readonly Inputs[]): Inputs => ({
  digest: digestOf(parts.map(({ digest }) => digest).filter((digest) => digest !== NO_INPUTS)),
  settled: Math.max(0, ...parts.map(({ settled }) => settled)),
  mustBeOlder: parts.flatMap(({ mustBeOlder }) => mustBeOlder),
  cacheable: parts.every(({ cacheable }) => cacheable),
  lookups: parts.flatMap(({ lookups }) => lookups),
});

/** Whether the inputs in the digest are still as they were when they were collected (see `areUnchanged`). */
export const areInputsUnchanged = ({ lookups }: Inputs): boolean => areUnchanged(lookups);

/** Whether every path that must be older was last changed before `since` (milliseconds since 1970), or is absent. */
export const areInputsOlder = ({ mustBeOlder }: Inputs, since: number): boolean =>
  mustBeOlder.every((list) => list().every((path) => settlesAt(lstat(path)) < since));
