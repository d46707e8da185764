// Lists that a command caches for later commands, in the repository's records. A cached list may be lost at any time.
import { readFileSync } from 'node:fs';
import { makePrivateDirectory, writeScratch } from '../../base/files.ts';
import type { ObjectId } from '../../base/model/lint-result.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import type { Repository } from '../../git/repository.ts';
import type { OutsideReferences } from '../../memory/outside.ts';
import type { IndexedFile } from '../../select/configuration-files.ts';

/** The tree that was staged, and the tree that it became by fixes of `paths`. */
export interface FixedTree {
  readonly staged: ObjectId;
  readonly fixed: ObjectId;
  readonly paths: readonly RepoPath[];
}

type ListName = keyof ListItems | 'ignored';

/** The cached list; `undefined` if there is none, or it is damaged. */
export function readCached(repository: Repository, kind: ListName): unknown {
  try {
    return JSON.parse(readFileSync(fileOf(repository, kind), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Replaces the cached list. Not synced. */
export function writeCached(repository: Repository, kind: ListName, list: unknown): void {
  makePrivateDirectory(repository.records);
  writeScratch(fileOf(repository, kind), JSON.stringify(list), 'w');
}

/** The items of each list that is cached by tree. To make such a list, a whole tree has to be read. */
interface ListItems {
  readonly configuration: IndexedFile;
  readonly references: OutsideReferences;
}

/** A list, and the trees that it is correct for. */
interface TreeList<Item> {
  /** The rules that it was made by: another version of this program may have others. */
  readonly rules: string;
  readonly trees: readonly ObjectId[];
  readonly items: readonly Item[];
}

/** The cached list, if it is correct for `tree` and was made by the same rules. */
export function readTreeList<Name extends keyof ListItems>(
  repository: Repository,
  kind: Name,
  rules: string,
  tree: ObjectId | undefined,
): readonly ListItems[Name][] | undefined {
  const cached = readCached(repository, kind) as Partial<TreeList<ListItems[Name]>> | undefined;
  const isOfTree = tree !== undefined && cached?.trees?.includes(tree) === true;
  return isOfTree && cached.rules === rules ? cached.items : undefined;
}

/** Caches a list. If it is the same as the cached one, that one's trees stay: the user may come back to a branch. */
export function writeTreeList<Name extends keyof ListItems>(
  repository: Repository,
  kind: Name,
  { rules, trees, items }: TreeList<ListItems[Name]>,
): void {
  const before = readCached(repository, kind) as Partial<TreeList<ListItems[Name]>> | undefined;
  const isSame = before?.rules === rules && JSON.stringify(before.items) === JSON.stringify(items);
  const all = new Set([...trees, ...(isSame ? (before.trees ?? []) : [])]);
  writeCached(repository, kind, { rules, items, trees: [...all].slice(0, MAX_TREES) });
}

const MAX_TREES = 20;

const fileOf = ({ records }: Repository, kind: ListName): AbsolutePath =>
  joinPath(records, `${kind}.json`);
