// Parses the `--raw -z` output of `git diff-index` and `git diff-tree`.
import type { ObjectId } from '../base/model/lint-result.ts';
import { splitNames } from '../base/names.ts';
import type { RepoPath } from '../base/paths.ts';

/** A changed path. Modes are git's six digits; a blob id of zeros stands for none. */
export interface Change {
  readonly path: RepoPath;
  readonly kind: 'file' | 'deleted' | 'symlink' | 'submodule' | 'unmerged';
  readonly mode: string;
  readonly blob: ObjectId;
  readonly before: { readonly mode: string; readonly blob: ObjectId };
}

/** Flags for output that `parseRaw` can parse. A renamed file is a deleted one and a new one. */
export const RAW = ['--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=none'];

/** `:100644 100644 bcd1234… 0123456… M\0path\0` for each change. */
export function parseRaw(output: Buffer): Change[] {
  const fields = splitNames(output);
  const changes: Change[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [beforeMode = '', mode = '', beforeBlob = '', blob = '', status] = (fields[at] ?? '')
      .slice(1)
      .split(' ');
    changes.push({
      path: fields[at + 1] as RepoPath,
      kind: status === 'U' ? 'unmerged' : kindOf(mode),
      mode,
      blob,
      before: { mode: beforeMode, blob: beforeBlob },
    });
  }
  return changes;
}

function kindOf(mode: string): Change['kind'] {
  if (mode === '000000') return 'deleted';
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'file';
}
