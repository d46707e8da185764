// Decides whether to publish: only if the index still holds what was linted, and if the commit would not be empty.
import type { Fix } from '../base/model/lint-result.ts';
import type { Publication } from '../base/model/outcome.ts';
import { joinPath, type RepoPath } from '../base/paths.ts';
import { timed } from '../base/timing.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { publish } from '../publish/publish.ts';
import { copyIndex, indexFingerprint, mergeHeads, stagedChanges } from '../select/staged.ts';
import type { CommandContext } from './context.ts';
import { refuseSplitAndSparse } from './split-and-sparse.ts';
import type { Staged } from './staged.ts';

/** A staged entry that was linted. */
export interface LintedEntry {
  readonly path: RepoPath;
  readonly blob: string;
}

/** Publishes `fixes` if the index still holds every entry of `linted`; the outcome says if not. */
export async function publishFixes(
  { signal }: Pick<CommandContext, 'signal'>,
  repository: Repository,
  staged: Staged,
  linted: readonly LintedEntry[],
  fixes: readonly Fix[],
): Promise<Publication> {
  const moved = await movedSince(repository, staged, linted);
  if (moved.length > 0) return { kind: 'index-moved', paths: moved };
  if (fixes.length === 0) return { kind: 'published', fixed: [], keptEdits: [], unwritable: [] };
  if (wouldEmpty(staged.changes, fixes) && mergeHeads(repository).length === 0) {
    return { kind: 'empty-commit', paths: fixes.map(({ path }) => path) };
  }
  await refuseSplitAndSparse(repository);
  return timed('publish', () => publish(repository, fixes, signal));
}

async function movedSince(
  repository: Repository,
  { changes, index, scratch }: Staged,
  linted: readonly LintedEntry[],
): Promise<RepoPath[]> {
  const current =
    indexFingerprint(repository) === index.fingerprint
      ? changes
      : await stagedChanges(repository, copyIndex(repository, joinPath(scratch, 'now')));
  const blobs = new Map(current.map(({ path, blob }) => [path, blob]));
  return linted.filter(({ path, blob }) => blobs.get(path) !== blob).map(({ path }) => path);
}

/** Whether the fixes undo all changes, so that the commit would be empty. */
function wouldEmpty(changes: readonly Change[], fixes: readonly Fix[]): boolean {
  const fixed = new Map(fixes.map((fix) => [fix.path, fix.fixed]));
  return changes.every(
    ({ path, mode, before }) => mode === before.mode && fixed.get(path) === before.blob,
  );
}
