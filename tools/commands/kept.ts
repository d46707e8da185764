// What commands keep for later ones, among the repository's records. It may be lost at any time.
import { readFileSync } from 'node:fs';
import { makePrivateDirectory, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import type { Naming } from '../memory/outside.ts';
import type { IndexedFile } from '../select/configuration-files.ts';

/** The tree `staged`, and the one that fixes of `paths` make of it. */
export interface FixedTree {
  readonly staged: ObjectId;
  readonly fixed: ObjectId;
  readonly paths: readonly RepoPath[];
}

type Kind = keyof Items | 'ignored';

/** What was last kept; `undefined` if there is nothing, or only half of it. */
export function readKept(repository: Repository, kind: Kind): unknown {
  try {
    return JSON.parse(readFileSync(fileOf(repository, kind), 'utf8'));
  } catch {
    return undefined;
  }
}

export function keep(repository: Repository, kind: Kind, kept: unknown): void {
  makePrivateDirectory(repository.records);
  writeScratch(fileOf(repository, kind), JSON.stringify(kept), 'w');
}

/** Lists that take reading a whole tree, by what they are of. */
interface Items {
  readonly configuration: IndexedFile;
  readonly naming: Naming;
}

/** A list, and the trees of which it is right. */
interface OfTrees<Item> {
  /** What it depends on besides the tree: another version of this program may have other rules. */
  readonly rules: string;
  readonly trees: readonly ObjectId[];
  readonly items: readonly Item[];
}

/** The kept list, if it is of `tree` and was made by the same rules. */
export function keptOfTree<Of extends keyof Items>(
  repository: Repository,
  kind: Of,
  rules: string,
  tree: ObjectId | undefined,
): readonly Items[Of][] | undefined {
  const kept = readKept(repository, kind) as Partial<OfTrees<Items[Of]>> | undefined;
  const isOfTree = tree !== undefined && kept?.trees?.includes(tree) === true;
  return isOfTree && kept.rules === rules ? kept.items : undefined;
}

/**
 * Keeps a list. Other trees of which the same list was kept stay: a branch that was left is come back to.
 */
export function keepOfTrees<Of extends keyof Items>(
  repository: Repository,
  kind: Of,
  { rules, trees, items }: OfTrees<Items[Of]>,
): void {
  const before = readKept(repository, kind) as Partial<OfTrees<Items[Of]>> | undefined;
  const isSame = before?.rules === rules && JSON.stringify(before.items) === JSON.stringify(items);
  const all = new Set([...trees, ...(isSame ? (before.trees ?? []) : [])]);
  keep(repository, kind, { rules, items, trees: [...all].slice(0, MOST_TREES) });
}

const MOST_TREES = 20;

const fileOf = ({ records }: Repository, kind: Kind): AbsolutePath =>
  below(records, `${kind}.json`);
