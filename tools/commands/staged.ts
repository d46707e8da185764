// Selects what is staged, from one copy of the index, for all commands that work on the index.
import { allOf } from '../base/all-of.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { sharedInRun } from '../base/hook-run/shared-in-run.ts';
import type { Repository } from '../git/repository.ts';
import {
  copyIndex,
  mergeHeads,
  stagedChanges,
  writeTree,
  type IndexCopy,
} from '../select/staged.ts';
import type { CommandContext } from './context.ts';
import {
  isListed,
  cacheConfiguration,
  cachedConfiguration,
  listConfiguration,
  withChanges,
} from './memory/list-configuration.ts';
import { withSelected, type Selected, type SelectedRequest, type Selection } from './selected.ts';

/** `changes` is everything that the commit would change. */
export interface StagedSelection extends Selection {
  readonly index: IndexCopy;
}

export type Staged = Selected<StagedSelection>;

/** As `withSelected`, for what is staged. */
export const withStaged = <Result>(
  context: CommandContext,
  repository: Repository,
  request: SelectedRequest & { readonly sharedBy?: string },
  work: (staged: Staged) => Promise<Result>,
): Promise<Result> =>
  withSelected(
    context,
    repository,
    request,
    (scratch) => selectStaged(repository, scratch, request.sharedBy),
    work,
  );

/** Selects what is staged. With the id of a hook run in `sharedBy`, its jobs do this once for the same index. */
export async function selectStaged(
  repository: Repository,
  scratch: AbsolutePath,
  sharedBy?: string,
): Promise<StagedSelection> {
  const index = copyIndex(repository, scratch);
  const find = (): Promise<Found> => findStaged(repository, index);
  const found =
    sharedBy === undefined
      ? await find()
      : await sharedInRun(
          { ...repository, run: sharedBy, name: 'staged', state: stateOf(repository, index) },
          find,
        );
  return { index, head: repository.head, untracked: true, ...found };
}

const stateOf = (repository: Repository, { fingerprint }: IndexCopy): string =>
  [repository.index, fingerprint, repository.head ?? '', ...mergeHeads(repository)].join('\n');

type Found = Pick<StagedSelection, 'tree' | 'changes' | 'indexed'>;

async function findStaged(repository: Repository, index: IndexCopy): Promise<Found> {
  const writing = writeTree(index);
  const comparing = stagedChanges(repository, index);
  const isMerge = mergeHeads(repository).length > 0; // its changes are not all that differs from HEAD
  const kept = isMerge ? undefined : cachedConfiguration(repository);
  const listing =
    kept === undefined ? listConfiguration(index) : comparing.then((all) => withChanges(kept, all));
  // If paths are unmerged both fail; `comparing` comes first, since its failure names all of them.
  const [changes, tree, indexed] = await allOf([comparing, writing, listing]);
  const { headTree } = repository;
  const isOfHead = !isMerge && !changes.some(({ path }) => isListed(path));
  const trees = isOfHead && headTree !== undefined ? [headTree, tree] : [tree];
  cacheConfiguration(repository, trees, indexed);
  return { tree, changes, indexed };
}
