// Replaces entries of an index.
import type { ObjectId } from '../base/model/lint-result.ts';
import { encodeName } from '../base/names.ts';
import type { RepoPath } from '../base/paths.ts';
import { git, type GitContext } from './git.ts';

/** An index entry at stage 0. The mode is git's six digits (`100644`). */
export interface BlobEntry {
  readonly path: RepoPath;
  readonly mode: string;
  readonly blob: ObjectId;
}

/** Adds or replaces `entries` in the index of `gitContext`, which must be switchyard's own. Their flags are dropped. */
export async function putBlobs(
  gitContext: GitContext,
  entries: readonly BlobEntry[],
): Promise<void> {
  const lines = entries.map(({ path, mode, blob }) => `${mode} ${blob}\t${path}\0`);
  const input = encodeName(lines.join(''));
  await git(gitContext, ['update-index', '-z', '--index-info'], { input, settings: FULL_INDEX });
}

/** Not a sparse index: git 2.39 would add a second entry for a path below a directory that is one entry in it. */
export const FULL_INDEX: readonly string[] = ['index.sparse=false'];
