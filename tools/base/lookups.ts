// Read-only lookups in the file system (lstat, readdir, readlink, realpath, content). A path that does not exist and
// one that may not be read both count as absent.
//
// Lookups can be recorded (`recordLookups`) and repeated later (`areUnchanged`), which tells whether what was read has
// changed meanwhile. They can also be cached (`withLookupCache`), so that no path is looked up twice.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { errorCode } from './errors.ts';
import { decodeName, fsPath } from './names.ts';
import { absolutePath, type AbsolutePath } from './paths.ts';
import { sha256 } from './sha256.ts';

/** A socket, pipe or device is special. */
export type EntryType = 'directory' | 'link' | 'file' | 'special';

export interface Child {
  readonly name: string;
  readonly type: EntryType;
}

/**
 * A recorded lookup. `text` stands for its result: a fingerprint, names, a link's target, or a digest of the content.
 */
export type Lookup = readonly [kind: string, path: AbsolutePath, text: string];

/** Runs `work`, which must be synchronous, with a cache of lookups: no lookup is made twice. */
export function withLookupCache<Result>(work: () => Result): Result {
  cache = new Map();
  try {
    return work();
  } finally {
    cache = undefined;
  }
}

/** Runs `work`, which must be synchronous, and returns its result with every lookup that it made, each once. */
export function recordLookups<Result>(work: () => Result): { result: Result; lookups: Lookup[] } {
  const outer = recorded;
  const inner = new Map<string, Lookup>();
  recorded = inner;
  try {
    return { result: work(), lookups: [...inner.values()] };
  } finally {
    recorded = outer;
  }
}

/** Runs `work`, which must be synchronous, without recording its lookups, also within `recordLookups`. */
export function withoutRecording<Result>(work: () => Result): Result {
  const outer = recorded;
  recorded = undefined;
  try {
    return work();
  } finally {
    recorded = outer;
  }
}

/**
 * Whether every recorded lookup gives the same text now. The state of a file that existed is not looked up again: its
 * text holds the change time, so after a change that text never comes back, and neither does a cache key made of it.
 */
export const areUnchanged = (lookups: readonly Lookup[]): boolean =>
  lookups.every(
    ([kind, path, text]) => (kind === STATE && text !== '') || TEXTS.get(kind)?.(path) === text,
  );

/** The result of a lookup, and its text once that was needed. */
interface CachedLookup<Found> {
  readonly found: Found;
  text?: string;
}

/** The cache of `withLookupCache`, by kind and path. */
let cache: Map<string, CachedLookup<unknown>> | undefined;
/** What the innermost `recordLookups` has recorded so far, by kind and path. */
let recorded: Map<string, Lookup> | undefined;
const STATE = 'state';
/** For each kind, the function that repeats a lookup and returns its text. */
const TEXTS = new Map<string, (path: AbsolutePath) => string>();

/**
 * Makes a function that looks up a path, and caches and records the lookup where that is asked for. `find` does the
 * lookup (its own lookups are not recorded), `describe` turns the result into its text. `kind` must be unique:
 * `areUnchanged` finds the lookup by it.
 */
function defineLookup<Found>(
  kind: string,
  find: (path: AbsolutePath) => Found,
  describe: (found: Found) => string,
): (path: AbsolutePath) => Found {
  const lookUp = (path: AbsolutePath, key: string): CachedLookup<Found> => {
    const known = cache?.get(key) as CachedLookup<Found> | undefined;
    if (known !== undefined) return known;
    const entry = { found: withoutRecording(() => find(path)) };
    cache?.set(key, entry);
    return entry;
  };
  const textOf = (entry: CachedLookup<Found>): string => (entry.text ??= describe(entry.found));
  TEXTS.set(kind, (path) => textOf(lookUp(path, `${kind} ${path}`)));
  return (path) => {
    if (cache === undefined && recorded === undefined) return find(path);
    const key = `${kind} ${path}`;
    const entry = lookUp(path, key);
    if (recorded?.has(key) === false) recorded.set(key, [kind, path, textOf(entry)]);
    return entry.found;
  };
}

const digest = (content: Buffer | string): string => sha256(content, 'base64');

/** lstat: what `path` itself is, links not followed; `undefined` if it is absent. */
export const lstat = defineLookup(STATE, state, (found) =>
  found === undefined ? '' : identityOfStats(found),
);

function state(path: AbsolutePath): BigIntStats | undefined {
  return attempt(() => lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false }));
}

/** Asked before reading: most paths are absent, and an error that Node throws costs ten times as much. */
const isThere = (path: AbsolutePath): boolean => existsSync(fsPath(path));

const textOfChildren = (children: readonly Child[]): string =>
  children.map(({ name, type }) => `${type} ${name}`).join('\0');

/** The entries of a directory; empty if it is absent or not a directory. */
export const listDirectory = defineLookup('list', list, textOfChildren);

/** Makes a `listDirectory` that leaves out the children for which `counts` is false; these may come and go. */
export const defineListing = (
  kind: string,
  counts: (child: Child) => boolean,
): ((directory: AbsolutePath) => Child[]) =>
  defineLookup(kind, (directory) => listDirectory(directory).filter(counts), textOfChildren);

function list(directory: AbsolutePath): Child[] {
  if (!isThere(directory)) return [];
  const path = fsPath(directory);
  const found = attempt(() => readdirSync(path, { withFileTypes: true })) ?? [];
  const children = found.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
  if (!children.some(({ name }) => isLossy(name))) return children;
  const exact = attempt(() => readdirSync(path, { withFileTypes: true, encoding: 'buffer' })) ?? [];
  return exact.map((entry) => ({ name: decodeName(entry.name), type: typeOf(entry) }));
}

export function typeOf(entry: TypedEntry): EntryType {
  if (entry.isDirectory()) return 'directory';
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() ? 'file' : 'special';
}

type TypedEntry = Pick<BigIntStats, 'isDirectory' | 'isSymbolicLink' | 'isFile'>;

/** readlink: the target of a symbolic link as written; `undefined` if `path` is not a link. */
export const linkText = defineLookup('link', readLink, (text) => text ?? '');

function readLink(path: AbsolutePath): string | undefined {
  const text = attempt(() => readlinkSync(fsPath(path)));
  if (text === undefined || !isLossy(text)) return text;
  const exact = attempt(() => readlinkSync(fsPath(path), 'buffer'));
  return exact === undefined ? undefined : decodeName(exact);
}

/** realpath: the path with every link in it resolved; `undefined` if it leads nowhere. */
export const realPath = defineLookup('real path', resolve, (path) => path ?? '');

function resolve(path: AbsolutePath): AbsolutePath | undefined {
  if (!isThere(path)) return undefined;
  const real = attempt(() => realpathSync.native(fsPath(path), 'buffer'));
  return real === undefined ? undefined : absolutePath(decodeName(real));
}

export const readContent = defineLookup(
  'content',
  (path) => (isThere(path) ? attempt(() => readFileSync(fsPath(path))) : undefined),
  (content) => (content === undefined ? '' : digest(content)),
);

/** Whether `path` is a file, links followed, that this user may execute. */
export const isExecutableFile = defineLookup(
  'program',
  (path) =>
    attempt(() => {
      if (statSync(fsPath(path), { throwIfNoEntry: false })?.isFile() !== true) return false;
      accessSync(fsPath(path), constants.X_OK);
      return true;
    }) ?? false,
  String,
);

/** Inode, mode, size and times of `path`: changes with every change of the file; `''` if nothing is there. */
export function fileIdentity(path: AbsolutePath): string {
  const found = lstat(path);
  return found === undefined ? '' : identityOfStats(found);
}

export const identityOfStats = ({ ino, mode, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  `${ino}:${mode}:${size}:${mtimeNs}:${ctimeNs}`;

/** The first 4 KB of a file. */
export const readBeginning = defineLookup(
  'beginning',
  (path) => (isThere(path) ? attempt(() => readStart(path)) : undefined),
  (bytes) => (bytes === undefined ? '' : digest(bytes)),
);

function readStart(path: AbsolutePath): Buffer {
  const file = openSync(fsPath(path), 'r');
  try {
    const bytes = Buffer.alloc(4_096);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

// Node decodes bytes that are not UTF-8 as U+FFFD. Reading every name as bytes instead is four times slower.
const isLossy = (name: string): boolean => name.includes('\ufffd');

function attempt<Found>(read: () => Found): Found | undefined {
  try {
    return read();
  } catch (error) {
    if (UNREADABLE.has(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

const UNREADABLE = new Set([
  ...['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'],
  ...['EINVAL', 'EISDIR', 'ENAMETOOLONG'],
]);
