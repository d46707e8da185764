// Finds what linters staged (`git add`): it reaches only the index of the linters' repository.
import type { ObjectId } from '../base/model/lint-result.ts';
import { fileIdentity } from '../base/lookups.ts';
import type { RepoPath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import { parseRaw, RAW } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import type { Observation } from './fixes.ts';
import { linterIndex } from './linter-repository.ts';
import type { Slot } from './slot.ts';
import { slotGitContext } from './sync.ts';

/** The paths that differ between the linters' index and `tree`; asks git only if the index was written. */
export async function stagedByLinters(
  repository: Repository,
  slot: Slot,
  before: Observation,
  tree: ObjectId,
): Promise<RepoPath[]> {
  const index = fileIdentity(linterIndex(slot));
  if (index === '' || index === before.index) return [];
  const gitContext = slotGitContext(repository, slot, linterIndex(slot));
  const { stdout } = await git(gitContext, ['diff-index', '--cached', ...RAW, tree, '--']);
  return parseRaw(stdout).map(({ path }) => path);
}
