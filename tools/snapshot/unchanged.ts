// Tells by change times that nothing was made or removed in the directories of a file tree; git would have to read all
// of them. Their list is kept, so that only directories that have changed since then are read.
import { readFileSync } from 'node:fs';
import { inspect, replaceScratch } from '../base/files.ts';
import { listDirectory, type EntryType } from '../base/look.ts';
import { fsPath, joinNames, splitNames } from '../base/names.ts';
import { below, parentOf, repoPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';

/** A file tree, and what is known of it. Paths are relative to `top`. */
export interface WatchedTree {
  readonly top: AbsolutePath;
  /** The file in which the list of what is watched is kept. */
  readonly list: AbsolutePath;
  /** Whether a directory is watched, or another entry, of which only the change time counts. */
  readonly watches: (path: RepoPath, type: EntryType) => boolean;
}

/**
 * Whether the change times of all that is watched, `top` among them, lie before `since`, in nanoseconds by the clock of
 * the file system: then no entry was made or removed in these directories since. Those of watched entries that are no
 * directories have to lie before `othersSince`. False also if there are too many.
 */
export function isUnchanged(
  { top, list, watches }: WatchedTree,
  since: bigint,
  othersSince = since,
): boolean {
  const known = readList(list);
  if (known?.entries.size === 0) return false; // too many
  const entries = new Map<RepoPath, bigint>();
  const queue = [repoPath('')];
  let read = 0;
  for (const path of queue) {
    const found = inspect(below(top, path));
    if (found === undefined) return false;
    if (found.ctimeNs >= (found.isDirectory() ? since : othersSince)) return false;
    entries.set(path, found.ino);
    if (!found.isDirectory()) continue;
    const before = known?.entries.get(path);
    if (known !== undefined && before?.inode === found.ino && found.ctimeNs < known.since) {
      queue.push(...before.children);
      continue;
    }
    read += 1;
    for (const { name, type } of listDirectory(below(top, path))) {
      const child = repoPath(path === '' ? name : `${path}/${name}`);
      if (watches(child, type)) queue.push(child);
    }
    if (queue.length <= AT_MOST) continue;
    writeList(list, since, new Map());
    return false;
  }
  if (read > READ_AT_MOST || !isSame(entries, known)) writeList(list, since, entries);
  return true;
}

const AT_MOST = 20_000;
/** The list is written anew when more directories than this have changed since it was. */
const READ_AT_MOST = 20;

interface Known {
  /** A directory that changed then or later is to be read again. */
  readonly since: bigint;
  /** Empty if there are too many. */
  readonly entries: ReadonlyMap<RepoPath, { inode: bigint; children: RepoPath[] }>;
}

const isSame = (entries: ReadonlyMap<RepoPath, bigint>, known: Known | undefined): boolean =>
  entries.size === known?.entries.size &&
  [...entries].every(([path, inode]) => known.entries.get(path)?.inode === inode);

/**
 * `<since>\0<inode>/\0<inode>/apps\0<inode>/apps/web\0`, each entry behind its directory. `undefined` if there is none
 * yet, or if it was half written when the power failed.
 */
function readList(file: AbsolutePath): Known | undefined {
  try {
    const [since, ...lines] = splitNames(readFileSync(fsPath(file)));
    if (since === undefined) return undefined;
    const entries = new Map<RepoPath, { inode: bigint; children: RepoPath[] }>();
    for (const line of lines) {
      const at = line.indexOf('/');
      const path = repoPath(line.slice(at + 1));
      entries.set(path, { inode: BigInt(line.slice(0, at)), children: [] });
      if (path !== '') entries.get(parentOf(path))?.children.push(path);
    }
    return { since: BigInt(since), entries };
  } catch {
    return undefined;
  }
}

function writeList(
  file: AbsolutePath,
  since: bigint,
  entries: ReadonlyMap<RepoPath, bigint>,
): void {
  const lines = [...entries].map(([path, inode]) => `${inode}/${path}`);
  replaceScratch(file, joinNames([String(since), ...lines]));
}
