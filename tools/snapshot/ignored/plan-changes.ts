// Decides what of the ignored entries in a checkout is to be made, kept or removed. Only looks.
import { ancestors, below, repoPath, type RepoPath } from '../../base/paths.ts';
import { entryKind, type EntryKind } from './entry-kind.ts';
import type { IgnoredEntry } from './list-ignored.ts';
import { isUnchanged, isUntouched, type Brought, type Manifest } from './manifest.ts';
import { listDirectory, look } from './source.ts';
import { trackedPaths } from './tracked-paths.ts';

export interface Changes {
  /** As remembered, in the user's tree and in the checkout. */
  readonly keep: readonly Brought[];
  readonly make: readonly { readonly path: RepoPath; readonly kind: EntryKind }[];
  /** What is there of earlier entries; to be removed before anything is made. */
  readonly remove: readonly RepoPath[];
}

/**
 * What has to be done for the checkout to hold `entries`. A path that the tree tracks is not among it;
 * of an entry that is a directory in the tree too, what lies in it takes its place.
 */
export async function planChanges(
  entries: readonly IgnoredEntry[],
  { top, checkout, brought }: Manifest,
): Promise<Changes> {
  const remembered = new Map(brought.map((one) => [one.path, one]));
  const listed = new Set(entries.map(({ path }) => path));
  const keep = new Map<RepoPath, Brought>();
  const make = new Map<RepoPath, EntryKind>();

  let tracked: Promise<ReadonlySet<RepoPath>> | undefined;
  const isTracked = async (path: RepoPath): Promise<boolean> =>
    (await (tracked ??= trackedPaths(checkout))).has(path);

  const passable = new Map<RepoPath, boolean>();
  const isPassable = (directory: RepoPath): boolean => {
    const known = passable.get(directory);
    if (known !== undefined) return known;
    const found = look(below(checkout, directory));
    const old = listed.has(directory) ? undefined : remembered.get(directory);
    const answer =
      found === undefined || found.isDirectory() || (old !== undefined && isUntouched(old));
    passable.set(directory, answer);
    return answer;
  };
  const isReachable = (path: RepoPath): boolean => [...ancestors(path)].every(isPassable);

  const place = async (entry: IgnoredEntry): Promise<void> => {
    const kind = entryKind(entry, top);
    if (kind === undefined) return;
    const { path, directory } = entry;
    const known = remembered.get(path);
    const untouched = known !== undefined && isUntouched(known);
    if (untouched && known.kind === kind && isUnchanged(known)) {
      keep.set(path, known);
      return;
    }
    if (!isReachable(path)) return;
    const found = untouched ? undefined : look(below(checkout, path));
    if (found === undefined || !(await isTracked(path))) {
      make.set(path, kind);
    } else if (directory && found.isDirectory()) {
      for (const { name, type } of listDirectory(below(top, path))) {
        await place({ path: repoPath(`${path}/${name}`), directory: type === 'directory' });
      }
    }
  };
  for (const entry of entries) await place(entry);

  const remove: RepoPath[] = [];
  for (const old of brought) {
    const { path } = old;
    if (keep.has(path) || make.has(path) || !isReachable(path)) continue;
    if (look(below(checkout, path)) === undefined) continue;
    if (isUntouched(old) || !(await isTracked(path))) remove.push(path);
  }
  return {
    keep: [...keep.values()],
    make: [...make].map(([path, kind]) => ({ path, kind })),
    remove,
  };
}
