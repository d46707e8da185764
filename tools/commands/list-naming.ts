// Lists the configuration of linters that names something outside of the repository. All of it would have to be read for
// that, so the last list is kept, with the ids of its trees, among the repository's records.
import { isLinterConfiguration } from '../base/linter-configuration.ts';
import type { ObjectId } from '../base/lint-result.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import {
  findNaming,
  listLinterConfiguration,
  NAMING_RULES,
  type Naming,
} from '../memory/outside.ts';
import { mergeHeads } from '../select/staged.ts';
import { keepOfTrees, keptOfTree, type FixedTree } from './kept.ts';
import { once } from './once.ts';
import type { Staged } from './staged.ts';

export interface NamingList {
  /** Starts git, if the kept list is not of HEAD. */
  readonly start: () => Promise<unknown>;
  /** Whether none of the staged files is configuration: then linters that failed have written to none. */
  readonly isOfHead: boolean;
  /** The list for the staged tree, which is checked out below `root`; kept for later commands. */
  readonly complete: (root: AbsolutePath) => Promise<readonly Naming[]>;
}

export function listNaming(repository: Repository, { tree, changes, index }: Staged): NamingList {
  const { headTree } = repository;
  const isMerge = mergeHeads(repository).length > 0; // its changes are not all that differs from HEAD
  const known = isMerge ? undefined : keptNaming(repository, headTree);
  const changed = changes.filter(({ path }) => isLinterConfiguration(path));
  const files = once((): Promise<readonly RepoPath[]> => {
    if (known === undefined) return listLinterConfiguration(index.place);
    return Promise.resolve(changed.map(({ path }) => path));
  });
  const isOfHead = !isMerge && headTree !== undefined && changed.length === 0;
  return {
    start: files,
    isOfHead,
    complete: async (root) => {
      const paths = new Set(changed.map(({ path }) => path));
      const unchanged = (known ?? []).filter(({ file }) => !paths.has(file));
      const naming = [...unchanged, ...findNaming(await files(), root)];
      const trees = isOfHead ? [headTree, tree] : [tree];
      keepNaming(repository, trees, naming);
      return naming;
    },
  };
}

/** Keeps the list of the tree `staged` also for `fixed`, the same tree with fixes of `paths`. */
export function keepNamingOfFixed(
  repository: Repository,
  { staged, fixed, paths }: FixedTree,
): void {
  const naming = paths.some(isLinterConfiguration) ? undefined : keptNaming(repository, staged);
  if (naming !== undefined) keepNaming(repository, [fixed], naming);
}

const keptNaming = (
  repository: Repository,
  tree: ObjectId | undefined,
): readonly Naming[] | undefined => keptOfTree(repository, 'naming', NAMING_RULES, tree);

const keepNaming = (
  repository: Repository,
  trees: readonly ObjectId[],
  naming: readonly Naming[],
): void => {
  keepOfTrees(repository, 'naming', { rules: NAMING_RULES, trees, items: naming });
};
