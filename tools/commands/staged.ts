// What all commands on the index work on: what is staged, of one moment.
import type { AbsolutePath } from '../base/paths.ts';
import { CONFIGURATION_PATHSPECS } from '../config/configuration-names.ts';
import type { Repository } from '../git/repository.ts';
import { listIndexed } from '../select/configuration-files.ts';
import {
  shareSelection,
  sharedSelection,
  type SharedSelection,
} from '../select/shared-selection.ts';
import { copyIndex, stagedChanges, writeTree, type IndexCopy } from '../select/staged.ts';
import type { CommandContext } from './context.ts';
import { withSelected, type Selected, type SelectedRequest, type Selection } from './selected.ts';

/** The changes are everything that the commit would change. */
export interface StagedSelection extends Selection {
  readonly index: IndexCopy;
}

export type Staged = Selected<StagedSelection>;

/** Hands `work` what is staged; what was opened for it is closed afterwards, whatever happens. */
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

/** With a hook run's id in `sharedBy`, what another job of it found of the same index is taken. */
export async function selectStaged(
  repository: Repository,
  scratch: AbsolutePath,
  sharedBy?: string,
): Promise<StagedSelection> {
  const index = copyIndex(repository, scratch);
  const always = { index, head: repository.head, untracked: true };
  const shared = sharedBy === undefined ? undefined : sharedSelection(repository, sharedBy, index);
  if (shared !== undefined) return { ...always, ...shared };
  const selection = await findStaged(repository, index);
  if (sharedBy !== undefined) shareSelection(repository, sharedBy, index, selection);
  return { ...always, ...selection };
}

async function findStaged(repository: Repository, index: IndexCopy): Promise<SharedSelection> {
  const tree = writeTree(index);
  const changes = stagedChanges(repository, index);
  const indexed = listIndexed(index, CONFIGURATION_PATHSPECS);
  await Promise.allSettled([tree, changes, indexed]); // or git would still read what is removed
  // A conflict is told by its paths.
  return { changes: await changes, tree: await tree, indexed: await indexed };
}
