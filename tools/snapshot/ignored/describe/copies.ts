// Describes copies of files and small directories. Linters may write to them, or resolve modules from their real path.
import { listDirectory, lstat } from '../../../base/lookups.ts';
import { joinPath, type AbsolutePath } from '../../../base/paths.ts';
import { childOf, copy, describeDirectory, relink, addDependency } from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Describes a copy of the file or directory at `pair.source`. */
export function describeCopy(pair: PathPair): EntryDescription | undefined {
  addDependency(pair.context, pair.source);
  if (lstat(pair.source)?.isDirectory() !== true) return copy(pair);
  return describeDirectory(listDirectory(pair.source), ({ name, type }) => {
    const child = childOf(pair, name);
    return type === 'link' ? relink(child) : describeCopy(child);
  });
}

/** Bytes. Larger files are linked: they are databases and archives, which linters only read. */
export const MAX_COPY_BYTES = 16_777_216n;

export interface SizeLimit {
  readonly entries: number;
  readonly bytes: bigint;
}

export const DIRECTORY_LIMIT: SizeLimit = { entries: 300, bytes: MAX_COPY_BYTES };

/** For the directory of a package's entry point: other packages import it, and its own imports are resolved from it. */
export const BUILD_LIMIT: SizeLimit = { entries: 5_000, bytes: 67_108_864n };

/** Whether `directory` is within `bound`, and has no `node_modules` and no `.git` in it. */
export function fits(directory: AbsolutePath, bound: SizeLimit): boolean {
  const files: AbsolutePath[] = [];
  let entries = 0;
  const isWithinBounds = (path: AbsolutePath): boolean =>
    listDirectory(path).every(({ name, type }) => {
      entries += 1;
      if (entries > bound.entries || name === 'node_modules' || name === '.git') return false;
      if (type === 'directory') return isWithinBounds(joinPath(path, name));
      files.push(joinPath(path, name));
      return true;
    });
  if (!isWithinBounds(directory)) return false;
  return files.reduce((sum, file) => sum + (lstat(file)?.size ?? 0n), 0n) <= bound.bytes;
}
