// Lists the references in linters' configuration to files outside of the repository. All configuration has to be read
// for that, so the last list is cached, with the ids of its trees, in the repository's records.
import { isLinterConfiguration } from '../../base/linter-configuration.ts';
import type { ObjectId } from '../../base/model/lint-result.ts';
import { baseName, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import type { Repository } from '../../git/repository.ts';
import {
  findReferences,
  listLinterConfiguration,
  REFERENCE_RULES,
  type OutsideReferences,
} from '../../memory/outside.ts';
import { mergeHeads } from '../../select/staged.ts';
import { writeTreeList, readTreeList, type FixedTree } from './cached-lists.ts';
import { once } from '../once.ts';
import type { Staged } from '../staged.ts';

export interface ReferenceList {
  /** Starts git, unless a list for HEAD is cached. */
  readonly start: () => Promise<unknown>;
  /** Whether none of the staged files is configuration: then linters that failed have written to none. */
  readonly isOfHead: boolean;
  /** The list for the staged tree, which is checked out below `root`. It is cached for later commands. */
  readonly complete: (root: AbsolutePath) => Promise<readonly OutsideReferences[]>;
}

/** The list for what is staged. Starts git and reads configuration only when it is asked to. */
export function listReferences(
  repository: Repository,
  { tree, changes, index }: Staged,
): ReferenceList {
  const { headTree } = repository;
  const isMerge = mergeHeads(repository).length > 0; // its changes are not all that differs from HEAD
  const known = isMerge ? undefined : cachedReferences(repository, headTree);
  const changed = changes.filter(({ path }) => isLinterConfiguration(baseName(path)));
  const files = once((): Promise<readonly RepoPath[]> => {
    if (known === undefined) return listLinterConfiguration(index.gitContext);
    return Promise.resolve(changed.map(({ path }) => path));
  });
  const isOfHead = !isMerge && headTree !== undefined && changed.length === 0;
  return {
    start: files,
    isOfHead,
    complete: async (root) => {
      const paths = new Set(changed.map(({ path }) => path));
      const unchanged = (known ?? []).filter(({ file }) => !paths.has(file));
      const references = [...unchanged, ...findReferences(await files(), root)];
      const trees = isOfHead ? [headTree, tree] : [tree];
      cacheReferences(repository, trees, references);
      return references;
    },
  };
}

/** Lets the list that is cached for the tree `staged` count for `fixed` too, the same tree with fixes of `paths`. */
export function cacheReferencesOfFixed(
  repository: Repository,
  { staged, fixed, paths }: FixedTree,
): void {
  const references = paths.some((path) => isLinterConfiguration(baseName(path)))
    ? undefined
    : cachedReferences(repository, staged);
  if (references !== undefined) cacheReferences(repository, [fixed], references);
}

const cachedReferences = (
  repository: Repository,
  tree: ObjectId | undefined,
): readonly OutsideReferences[] | undefined =>
  readTreeList(repository, 'references', REFERENCE_RULES, tree);

const cacheReferences = (
  repository: Repository,
  trees: readonly ObjectId[],
  references: readonly OutsideReferences[],
): void => {
  writeTreeList(repository, 'references', { rules: REFERENCE_RULES, trees, items: references });
};
