// Tells by change times that nothing was made or removed in the directories of a file tree; git would have to read all
// of them. Their list is kept, so that only directories that have changed since then are read.
import { readFileSync } from 'node:fs';
import { lstatIfExists, replaceScratch } from '../base/files.ts';
import { listDirectory, type EntryType } from '../base/lookups.ts';
import { encodeName, fsPath, joinNames, splitNames } from '../base/names.ts';
import {
  joinPath,
  parentOf,
  repoPath,
  type AbsolutePath,
  type RepoPath,
  joinRepoPath,
} from '../base/paths.ts';
import { sha256 } from '../base/sha256.ts';

/** A file tree, and what is known of it. Paths are relative to `top`. */
export interface WatchedTree {
  readonly top: AbsolutePath;
  /** The file in which the list of what is watched is kept. */
  readonly list: AbsolutePath;
  /** Whether a directory is watched, or another entry, of which only the change time counts. */
  readonly watches: (path: RepoPath, type: EntryType) => boolean;
}

/**
 * Whether nothing that is watched, `top` included, has changed since `since` (nanoseconds, by the clock of the file
 * system), so that no entry was made or removed in its directories. Entries that are no directories must not have
 * changed since `filesSince`. With `mayReplace`, directories count as unchanged if they are those of the list and have
 * entries with the same names and types. False also if there are too many.
 */
export function isTreeUnchanged(
  tree: WatchedTree,
  since: bigint,
  {
    filesSince = since,
    mayReplace = false,
  }: { readonly filesSince?: bigint | undefined; readonly mayReplace?: boolean } = {},
): boolean {
  const list = readList(tree.list);
  const known = list !== undefined && list.since <= since ? list : undefined; // else the clock was set back
  if (known?.entries.size === 0) return false; // too many
  const entries = new Map<RepoPath, Entry>();
  const queue = [repoPath('')];
  let read = 0;
  for (const path of queue) {
    const found = lstatIfExists(joinPath(tree.top, path));
    if (found === undefined) return false;
    const inode = String(found.ino);
    const before = known?.entries.get(path);
    const isNew = found.ctimeNs >= (found.isDirectory() ? since : filesSince);
    const mayBeNew = mayReplace && found.isDirectory();
    if (isNew && !mayBeNew) return false;
    if (mayReplace && before?.inode !== inode) return false;
    let entry: Entry = { inode, names: '', children: [] };
    if (before?.inode === inode && found.ctimeNs < (known?.since ?? 0n)) {
      entry = before;
    } else if (found.isDirectory()) {
      read += 1;
      entry = { inode, ...readDirectory(tree, path) };
      if (isNew && entry.names !== before?.names) return false;
    }
    entries.set(path, entry);
    queue.push(...entry.children);
    if (queue.length <= MAX_ENTRIES) continue;
    writeList(tree.list, since, new Map());
    return false;
  }
  if (read > MAX_CHANGED || !isSame(entries, known)) writeList(tree.list, since, entries);
  return true;
}

const MAX_ENTRIES = 20_000;
/** The list is written anew when more directories than this have changed since it was. */
const MAX_CHANGED = 20;

interface Entry {
  readonly inode: string;
  /** Of a directory, a digest of the names and types of what is in it. */
  readonly names: string;
  /** What is watched in a directory. */
  readonly children: readonly RepoPath[];
}

function readDirectory(
  { top, watches }: WatchedTree,
  directory: RepoPath,
): Pick<Entry, 'names' | 'children'> {
  const found = listDirectory(joinPath(top, directory));
  const names = found.map(({ name, type }) => `${name}/${type}`).sort();
  const children = found.flatMap(({ name, type }) => {
    const path = joinRepoPath(directory, name);
    return watches(path, type) ? [path] : [];
  });
  return { names: sha256(encodeName(names.join('\0')), 'base64url'), children };
}

interface Known {
  /** A directory that changed then or later is to be read again. */
  readonly since: bigint;
  /** Empty if there are too many. */
  readonly entries: ReadonlyMap<RepoPath, Entry>;
}

const isSame = (entries: Known['entries'], known: Known | undefined): boolean =>
  entries.size === known?.entries.size &&
  [...entries].every(([path, { inode, names }]) => {
    const before = known.entries.get(path);
    return before?.inode === inode && before.names === names;
  });

/**
 * `<since>\0<inode>:<names>/\0<inode>:<names>/apps\0<inode>:<names>/apps/web\0`, each entry behind its directory.
 * `undefined` if there is none yet, or if it was half written when the power failed.
 */
function readList(file: AbsolutePath): Known | undefined {
  try {
    const [since, ...lines] = splitNames(readFileSync(fsPath(file)));
    if (since === undefined) return undefined;
    const children = new Map<RepoPath, RepoPath[]>();
    const entries = new Map<RepoPath, Entry>();
    for (const line of lines) {
      const at = line.indexOf('/');
      const path = repoPath(line.slice(at + 1));
      const [inode = '', names = ''] = line.slice(0, at).split(':');
      const own: RepoPath[] = [];
      entries.set(path, { inode, names, children: own });
      children.set(path, own);
      if (path !== '') children.get(parentOf(path))?.push(path);
    }
    return { since: BigInt(since), entries };
  } catch {
    return undefined;
  }
}

function writeList(file: AbsolutePath, since: bigint, entries: Known['entries']): void {
  const lines = [...entries].map(([path, { inode, names }]) => `${inode}:${names}/${path}`);
  replaceScratch(file, joinNames([String(since), ...lines]));
}
