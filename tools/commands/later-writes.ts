// Finds files of a service that another service's linter changed in the shared snapshot after the service's own linters
// had ended, so that none of these has seen the content.
import { readFileSync } from 'node:fs';
import type { Fix } from '../base/model/lint-result.ts';
import { fileIdentity } from '../base/lookups.ts';
import { fsPath } from '../base/names.ts';
import type { UnusableFile } from '../base/model/outcome.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { sha256 } from '../base/sha256.ts';
import type { Observation } from '../snapshot/fixes.ts';

/** A file when its service's linters had ended. */
interface FileState {
  /** Its identity (inode, mode, size, times). */
  readonly state: string;
  /** The digest of its content; absent if it is still as it was before the linters, or gone. */
  readonly hash: string | undefined;
}

export interface LaterWrites {
  /** Notes the state of a service's files when its linters have ended and others are still running. */
  readonly note: (paths: Iterable<RepoPath>) => void;
  /** When all have ended: the noted files with other content now. `fixes` are all fixes that were found. */
  readonly find: (fixes: readonly Fix[]) => UnusableFile[];
}

/** `root` is the top of the snapshot; the observation was made before the linters started. */
export function trackLaterWrites(root: AbsolutePath, { files }: Observation): LaterWrites {
  const left = new Map<RepoPath, FileState>();
  const stateOf = (path: RepoPath): string => fileIdentity(joinPath(root, path));
  const hashOf = (path: RepoPath): string => sha256(readFileSync(fsPath(joinPath(root, path))));
  return {
    note: (paths) => {
      for (const path of paths) {
        const state = stateOf(path);
        const isStaged = state === files.get(path) || state === '';
        left.set(path, { state, hash: isStaged ? undefined : hashOf(path) });
      }
    },
    find: (fixes) => {
      const fixed = new Set(fixes.map(({ path }) => path));
      const isOther = ([path, { state, hash }]: [RepoPath, FileState]): boolean =>
        stateOf(path) !== state && (hash === undefined ? fixed.has(path) : hashOf(path) !== hash);
      return [...left].filter(isOther).map(([path]) => ({ path, found: 'a later change' }));
    },
  };
}
