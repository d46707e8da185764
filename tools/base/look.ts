// Read-only lookups in the file system (lstat, readdir, readlink, realpath, content). What vanishes meanwhile or may
// not be read counts as absent. While `withLooks` runs, each lookup is recorded as a `Look`: its kind, its path, and a
// text of its result (identity with change time, names, link text or digest). `areAsBefore` repeats recorded lookups
// and compares these texts; `memory/notes.ts` uses that to tell whether the inputs of a result changed meanwhile.
// While `inOneMoment` runs, `seen` caches every lookup, so that each path is looked up at most once for each kind.
import { hash } from 'node:crypto';
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

/** A socket, pipe or device is special. */
export type EntryType = 'directory' | 'link' | 'file' | 'special';

export interface Child {
  readonly name: string;
  readonly type: EntryType;
}

/** A recorded lookup. `text` is equal as long as the lookup's result is; of contents it is a digest. */
export type Look = readonly [kind: string, path: AbsolutePath, text: string];

/** Runs `work`, which must be synchronous, with a cache of lookups: no lookup is made twice. */
export function inOneMoment<Result>(work: () => Result): Result {
  seen = new Map();
  try {
    return work();
  } finally {
    seen = undefined;
  }
}

/** Runs `work`, which must be synchronous, and returns its result with every lookup that it made, each once. */
export function withLooks<Result>(work: () => Result): { result: Result; looks: Look[] } {
  const outer = noted;
  const inner = new Map<string, Look>();
  noted = inner;
  try {
    return { result: work(), looks: [...inner.values()] };
  } finally {
    noted = outer;
  }
}

/** Runs `work`, which must be synchronous, without recording its lookups, also within `withLooks`. */
export function withoutLooks<Result>(work: () => Result): Result {
  const outer = noted;
  noted = undefined;
  try {
    return work();
  } finally {
    noted = outer;
  }
}

/**
 * Whether every recorded lookup gives the same text now. The state of a file that existed is not looked up again: its
 * text holds the change time, so after a change that text never comes back, and neither does a cache key made of it.
 */
export const areAsBefore = (looks: readonly Look[]): boolean =>
  looks.every(
    ([kind, path, text]) => (kind === STATE && text !== '') || TEXTS.get(kind)?.(path) === text,
  );

/** The result of a lookup, with its text once that was asked for. */
interface Sight<Found> {
  readonly found: Found;
  text?: string;
}

/** The cache of `inOneMoment`, by kind and path. */
let seen: Map<string, Sight<unknown>> | undefined;
/** What the innermost `withLooks` has recorded so far, by kind and path. */
let noted: Map<string, Look> | undefined;
const STATE = 'state';
/** For each kind, the function that repeats a lookup and returns its text. */
const TEXTS = new Map<string, (path: AbsolutePath) => string>();

/**
 * Makes a function that looks up a path, with cache and record as above. `find` does the lookup (its own lookups are
 * not recorded), `tell` turns the result into its text. `kind` must be unique: `areAsBefore` finds the lookup by it.
 */
export function kindOfLook<Found>(
  kind: string,
  find: (path: AbsolutePath) => Found,
  tell: (found: Found) => string,
): (path: AbsolutePath) => Found {
  const see = (path: AbsolutePath, key: string): Sight<Found> => {
    const known = seen?.get(key) as Sight<Found> | undefined;
    if (known !== undefined) return known;
    const sight = { found: withoutLooks(() => find(path)) };
    seen?.set(key, sight);
    return sight;
  };
  const textOf = (sight: Sight<Found>): string => (sight.text ??= tell(sight.found));
  TEXTS.set(kind, (path) => textOf(see(path, `${kind} ${path}`)));
  return (path) => {
    if (seen === undefined && noted === undefined) return find(path);
    const key = `${kind} ${path}`;
    const sight = see(path, key);
    if (noted?.has(key) === false) noted.set(key, [kind, path, textOf(sight)]);
    return sight.found;
  };
}

const digest = (content: Buffer | string): string => hash('sha256', content, 'base64');

/** lstat: what `path` itself is, links not followed; `undefined` if it is absent. */
export const look = kindOfLook(STATE, state, (found) =>
  found === undefined ? '' : identityOf(found),
);

function state(path: AbsolutePath): BigIntStats | undefined {
  return attempt(() => lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false }));
}

/** Asked before reading: most paths are absent, and an error that Node throws costs ten times as much. */
const isThere = (path: AbsolutePath): boolean => existsSync(fsPath(path));

const textOfChildren = (children: readonly Child[]): string =>
  children.map(({ name, type }) => `${type} ${name}`).join('\0');

/** The entries of a directory; empty if it is absent or not a directory. */
export const listDirectory = kindOfLook('list', list, textOfChildren);

/** Makes a `listDirectory` that leaves out the children for which `counts` is false; these may come and go. */
export const listSome = (
  kind: string,
  counts: (child: Child) => boolean,
): ((directory: AbsolutePath) => Child[]) =>
  kindOfLook(kind, (directory) => listDirectory(directory).filter(counts), textOfChildren);

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
export const linkText = kindOfLook('link', readLink, (text) => text ?? '');

function readLink(path: AbsolutePath): string | undefined {
  const text = attempt(() => readlinkSync(fsPath(path)));
  if (text === undefined || !isLossy(text)) return text;
  const exact = attempt(() => readlinkSync(fsPath(path), 'buffer'));
  return exact === undefined ? undefined : decodeName(exact);
}

/** realpath: the path with every link in it resolved; `undefined` if it leads nowhere. */
export const realPath = kindOfLook('real path', resolve, (path) => path ?? '');

function resolve(path: AbsolutePath): AbsolutePath | undefined {
  if (!isThere(path)) return undefined;
  const real = attempt(() => realpathSync.native(fsPath(path), 'buffer'));
  return real === undefined ? undefined : absolutePath(decodeName(real));
}

export const readContent = kindOfLook(
  'content',
  (path) => (isThere(path) ? attempt(() => readFileSync(fsPath(path))) : undefined),
  (content) => (content === undefined ? '' : digest(content)),
);

/** Whether `path` is a file, links followed, that this user may execute. */
export const isExecutableFile = kindOfLook(
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
export function identity(path: AbsolutePath): string {
  const found = look(path);
  return found === undefined ? '' : identityOf(found);
}

export const identityOf = ({ ino, mode, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  `${ino}:${mode}:${size}:${mtimeNs}:${ctimeNs}`;

/** Whether a change from now on would show in the identity: the last one is longer ago than a time step. */
export const isSettled = (path: AbsolutePath): boolean =>
  Date.now() - Number(look(path)?.ctimeMs ?? 0n) > STEP;

/** Milliseconds: file systems record times in steps that are shorter than this. */
export const STEP = 50;

/** The first 4 KB of a file. */
export const readBeginning = kindOfLook(
  'beginning',
  (path) =>
    attempt(() => {
      const file = openSync(fsPath(path), 'r');
      try {
        const bytes = Buffer.alloc(4_096);
        return bytes.subarray(0, readSync(file, bytes));
      } finally {
        closeSync(file);
      }
    }),
  (bytes) => (bytes === undefined ? '' : digest(bytes)),
);

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
