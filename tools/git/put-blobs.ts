// Puts blobs into an index, each in the place of what it held at the path.
import type { ObjectId } from '../base/lint-result.ts';
import { encodeName } from '../base/names.ts';
import type { RepoPath } from '../base/paths.ts';
import { git, type GitPlace } from './git.ts';

/** What an index holds at a path that is not unmerged. The mode is git's six digits. */
export interface BlobEntry {
  readonly path: RepoPath;
  readonly mode: string;
  readonly blob: ObjectId;
}

/** The flags of the entries are dropped. `place` has an index of switchyard's own. */
export async function putBlobs(place: GitPlace, entries: readonly BlobEntry[]): Promise<void> {
  const lines = entries.map(({ path, mode, blob }) => `${mode} ${blob}\t${path}\0`);
  const input = encodeName(lines.join(''));
  await git(place, ['update-index', '-z', '--index-info'], { input, settings: FULL_INDEX });
}

/** git 2.39 adds a second entry for a path whose directory a sparse index holds as a whole. */
export const FULL_INDEX: readonly string[] = ['index.sparse=false'];
