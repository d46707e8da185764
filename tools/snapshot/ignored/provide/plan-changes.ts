// Decides which ignored entries are to be made, kept or removed in a checkout. Changes nothing.
import type { EntryKind, IgnoredEntry } from '../../../base/model/ignored-entry.ts';
import { joinPath, repoPath, type AbsolutePath, type RepoPath } from '../../../base/paths.ts';
import { entryKind } from '../describe/entry-kind.ts';
import {
  isSourceUnchanged,
  isTargetUntouched,
  type ProvidedEntry,
  type Manifest,
} from './manifest.ts';
import { occupiedPaths, type OccupiedPaths } from './occupied-paths.ts';
import { listDirectory, lstat } from '../../../base/lookups.ts';

export interface Changes {
  /** Entries that are unchanged in the user's tree and in the checkout. */
  readonly keep: ReadonlyMap<RepoPath, ProvidedEntry>;
  readonly make: ReadonlyMap<RepoPath, EntryKind>;
  /** Earlier entries that are no longer wanted; to be removed before anything is made. */
  readonly remove: readonly ProvidedEntry[];
}

/**
 * What has to be done for the checkout to hold `entries`. Tracked paths are left out; for an entry that is a directory
 * in the tree too, its children are considered instead.
 */
export async function planChanges(
  entries: readonly IgnoredEntry[],
  { top, checkout, entries: provided }: Manifest,
): Promise<Changes> {
  const remembered = new Map(provided.map((one) => [one.path, one]));
  const listed = new Set(entries.map(({ path }) => path));
  const occupied = occupiedPaths(checkout, (path) => {
    const old = listed.has(path) ? undefined : remembered.get(path);
    return old !== undefined && isTargetUntouched(old);
  });
  const keep = new Map<RepoPath, ProvidedEntry>();
  const make = new Map<RepoPath, EntryKind>();
  const plan = async (entry: IgnoredEntry): Promise<void> => {
    const known = remembered.get(entry.path);
    const unchanged = known !== undefined && isSourceUnchanged(known);
    const kind = entryKind(entry, top, unchanged && known.kind === 'copied');
    if (kind === undefined) return;
    const untouched = known !== undefined && isTargetUntouched(known);
    if (untouched && unchanged && known.kind === kind) {
      keep.set(entry.path, known);
      return;
    }
    const state = untouched ? 'free' : await stateOf(entry.path, checkout, occupied);
    if (state === 'free') make.set(entry.path, kind);
    if (state !== 'tracked directory' || !entry.directory) return;
    for (const { name, type } of listDirectory(joinPath(top, entry.path))) {
      await plan({ path: repoPath(`${entry.path}/${name}`), directory: type === 'directory' });
    }
  };
  for (const entry of entries) await plan(entry);

  const remove: ProvidedEntry[] = [];
  for (const old of provided) {
    if (keep.has(old.path) || make.has(old.path)) continue;
    if (lstat(joinPath(checkout, old.path)) === undefined) continue;
    const isOurs = isTargetUntouched(old)
      ? occupied.isReachable(old.path)
      : (await stateOf(old.path, checkout, occupied)) === 'free';
    if (isOurs) remove.push(old);
  }
  return { keep, make, remove };
}

async function stateOf(
  path: RepoPath,
  checkout: AbsolutePath,
  occupied: OccupiedPaths,
): Promise<'free' | 'tracked directory' | 'taken'> {
  if (!occupied.isReachable(path)) return 'taken';
  const found = lstat(joinPath(checkout, path));
  if (found === undefined || !(await occupied.isTracked(path))) return 'free';
  return found.isDirectory() ? 'tracked directory' : 'taken';
}
