// Finds the files of a service that somebody wrote when its own linters had ended: another service's linter, as the
// checkout is shared. Nobody of the service's own has seen what they hold.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Fix } from '../base/lint-result.ts';
import { identity } from '../base/look.ts';
import { fsPath } from '../base/names.ts';
import type { Misdeed } from '../base/outcome.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Observation } from '../snapshot/fixes.ts';

interface Left {
  readonly state: string;
  /** Of its content, if it is not the staged one. */
  readonly hash: string | undefined;
}

export interface Writers {
  /** Notes what the linters of a service with these files have left, as others are still at work. */
  readonly note: (paths: Iterable<RepoPath>) => void;
  /** Those that hold something else when all have ended, and `fixes` are what was found. */
  readonly later: (fixes: readonly Fix[]) => Misdeed[];
}

/** `root` is the snapshot; what its files were before the linters was observed. */
export function watchWriters(root: AbsolutePath, { files }: Observation): Writers {
  const left = new Map<RepoPath, Left>();
  const stateOf = (path: RepoPath): string => identity(below(root, path));
  const hashOf = (path: RepoPath): string =>
    createHash('sha256')
      .update(readFileSync(fsPath(below(root, path))))
      .digest('hex');
  return {
    note: (paths) => {
      for (const path of paths) {
        const state = stateOf(path);
        const isStaged = state === files.get(path) || state === '';
        left.set(path, { state, hash: isStaged ? undefined : hashOf(path) });
      }
    },
    later: (fixes) => {
      const fixed = new Set(fixes.map(({ path }) => path));
      const isOther = ([path, { state, hash }]: [RepoPath, Left]): boolean =>
        stateOf(path) !== state && (hash === undefined ? fixed.has(path) : hashOf(path) !== hash);
      return [...left].filter(isOther).map(([path]) => ({ path, found: 'a later change' }));
    },
  };
}
