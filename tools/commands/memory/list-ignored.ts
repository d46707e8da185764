// Lists the entries of the working tree that git ignores. git reads the whole working tree for that, so the last list
// is cached in the repository's records. It is used as long as all that it depends on is unchanged: the directories,
// the `.gitignore` files, git's settings, and which paths are tracked.
import { lstatIfExists } from '../../base/files.ts';
import type { IgnoredEntry } from '../../base/model/ignored-entry.ts';
import type { ObjectId } from '../../base/model/lint-result.ts';
import { withLookupCache } from '../../base/lookups.ts';
import { baseName, joinPath, selfAndAncestors, type AbsolutePath } from '../../base/paths.ts';
import { remove } from '../../base/remove.ts';
import type { Change } from '../../git/raw-diff.ts';
import type { Repository } from '../../git/repository.ts';
import { gitSettingsInputs } from '../../memory/git-state.ts';
import { digestOf, type Inputs } from '../../memory/inputs.ts';
import { hasExcludedName } from '../../snapshot/ignored/list/excluded-entries.ts';
import { listEntries } from '../../snapshot/ignored/list/list-entries.ts';
import { ALWAYS_IGNORED, listIgnored } from '../../snapshot/ignored/list/list-ignored.ts';
import { isTreeUnchanged, type WatchedTree } from '../../snapshot/watched-tree.ts';
import { writeCached, readCached, type FixedTree } from './cached-lists.ts';
import { once } from '../once.ts';

/** A tree, and how it differs from that of HEAD. */
interface Staged {
  readonly tree: ObjectId;
  readonly changes: readonly Change[];
}

export interface IgnoredListing {
  /** git's settings, as they were when this was first used. */
  readonly gitSettings: () => Inputs;
  /** Starts git, unless the cached list may be correct. */
  readonly start: () => void;
  /** The entries, for an index that holds what is staged. Fails as git does. */
  readonly entries: (staged: Staged) => Promise<readonly IgnoredEntry[]>;
  /** Caches the list that `entries` returned, for later commands. */
  readonly cache: (staged: Staged) => Promise<void>;
}

interface CachedList {
  readonly top: AbsolutePath;
  /** The patterns that were ignored beside those of the repository; another version of this program may have others. */
  readonly patterns: readonly string[];
  /** A digest of git's settings. */
  readonly settings: string;
  /** The trees of HEAD and of the index when git listed, and a digest of how their paths differ. */
  readonly headTree: ObjectId;
  readonly tree: ObjectId;
  readonly difference: string;
  /** In nanoseconds, by the file system's clock: what changed then or later may be missing. */
  readonly since: string;
  readonly entries: readonly IgnoredEntry[];
}

/** Lists the ignored entries of the working tree, once. */
export function ignoredListing(repository: Repository): IgnoredListing {
  const { top, headTree, records } = repository;
  const current = once(() => ({
    settings: withLookupCache(() => gitSettingsInputs(repository)),
    since: lstatIfExists(records)?.ctimeNs ?? 0n, // this command has written there
  }));
  const cached = once(() => {
    const found = readList(repository);
    if (found?.top !== top || found.settings !== current().settings.digest) return;
    if (String(found.patterns) !== String(ALWAYS_IGNORED)) return;
    if (headTree !== found.headTree && headTree !== found.tree) return;
    if (BigInt(found.since) > current().since) return; // the clock was set back
    const tree = watchedTree(repository, found.entries);
    // Editors replace the files that they save.
    const isRight = isTreeUnchanged(tree, BigInt(found.since), { mayReplace: true });
    return isRight ? found : undefined;
  });
  const asked = once(() => {
    current();
    const listed = listIgnored(repository);
    listed.catch(() => undefined); // it fails where it is needed
    return listed;
  });
  const cachedFor = ({ changes }: Staged): CachedList | undefined => {
    const found = cached();
    if (found === undefined) return undefined;
    const isSame = headTree === found.headTree && differenceOf(changes) === found.difference;
    const isRight = isSame || (headTree === found.tree && holdsAfter(changes, found, top));
    return isRight ? found : undefined;
  };
  return {
    gitSettings: () => current().settings,
    start: () => {
      if (cached() === undefined) void asked();
    },
    entries: (staged) => {
      const found = cachedFor(staged);
      return listEntries(repository, found === undefined ? asked() : found.entries);
    },
    cache: async (staged) => {
      if (headTree === undefined) return;
      const { changes, tree } = staged;
      const { settings, since } = current();
      const difference = differenceOf(changes);
      const state = { headTree, tree, difference, since: String(since) };
      const found = cachedFor(staged);
      if (found !== undefined) {
        if (found.tree !== tree) writeList(repository, { ...found, ...state });
        return;
      }
      const entries = await asked();
      const watched = watchedTree(repository, entries);
      // What is watched depends on the entries: they are left out.
      if (JSON.stringify(readList(repository)?.entries) !== JSON.stringify(entries)) {
        remove(watched.list);
      }
      const isSameClock = lstatIfExists(top)?.dev === lstatIfExists(records)?.dev;
      if (!settings.cacheable || !isSameClock || !isTreeUnchanged(watched, since)) return;
      const rules = { patterns: ALWAYS_IGNORED, settings: settings.digest };
      writeList(repository, { top, ...rules, ...state, entries });
    },
  };
}

/** Lets the list that is cached for the tree `staged` count for `fixed` too, which has the same paths. */
export function cacheIgnoredOfFixed(
  repository: Repository,
  { staged, fixed, paths }: FixedTree,
): void {
  const found = readList(repository);
  if (found?.tree !== staged || paths.some((path) => baseName(path) === '.gitignore')) return;
  writeList(repository, { ...found, tree: fixed });
}

/** A digest of which paths differ, and of the patterns that git may read from the index. */
function differenceOf(changes: readonly Change[]): string {
  const lines = changes.flatMap(({ path, kind, blob, before }) => {
    if (baseName(path) === '.gitignore') return [path, blob];
    return kind === 'deleted' || /^0+$/.test(before.mode) ? [path, kind] : [];
  });
  return digestOf(lines);
}

/** Whether the list, which is right for a tree, is right also after `changes` to it. */
function holdsAfter(
  changes: readonly Change[],
  { entries }: CachedList,
  top: AbsolutePath,
): boolean {
  const listed = new Set(entries.map(({ path }) => path));
  return changes.every(({ path, kind }) => {
    if (baseName(path) === '.gitignore') return false;
    if (kind === 'deleted') return lstatIfExists(joinPath(top, path)) === undefined; // else untracked now
    return [...selfAndAncestors(path)].every((above) => !listed.has(above));
  });
}

const watchedTree = (
  { top, records }: Repository,
  entries: readonly IgnoredEntry[],
): WatchedTree => {
  const listed = new Set(entries.map(({ path }) => path));
  return {
    top,
    list: joinPath(records, 'watched'),
    watches: (path, type) =>
      type === 'directory'
        ? baseName(path) !== '.git' && !listed.has(path) && !hasExcludedName(path)
        : baseName(path) === '.gitignore',
  };
};

const readList = (repository: Repository): CachedList | undefined =>
  readCached(repository, 'ignored') as CachedList | undefined;

const writeList = (repository: Repository, list: CachedList): void => {
  writeCached(repository, 'ignored', list);
};
