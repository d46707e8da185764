// Looks at files while they may be changing: what vanished, or may not be read, is not there. What was looked
// at can be noted, to be looked at again.
import { createHash } from 'node:crypto';
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

/** Something that was looked at, and a text that is equal while that is as it was; holds no contents. */
export type Look = readonly [kind: string, path: AbsolutePath, text: string];

/** While `work` goes on, which must be synchronous, everything is looked at but once. */
export function inOneMoment<Result>(work: () => Result): Result {
  seen = new Map();
  try {
    return work();
  } finally {
    seen = undefined;
  }
}

/** What `work`, which must be synchronous, comes to, and all that it looks at. */
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

/** What `work`, which must be synchronous, comes to. What it looks at is not noted. */
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
 * Whether all that was looked at looks the same, as far as it could ever look so again: what was there and was
 * changed never does, since the time of the change is in its text.
 */
export const areAsBefore = (looks: readonly Look[]): boolean =>
  looks.every(
    ([kind, path, text]) => (kind === STATE && text !== '') || TEXTS.get(kind)?.(path) === text,
  );

interface Sight<Found> {
  readonly found: Found;
  text?: string;
}

let seen: Map<string, Sight<unknown>> | undefined;
let noted: Map<string, Look> | undefined;
const STATE = 'state';
const TEXTS = new Map<string, (path: AbsolutePath) => string>();

/** A way to look at a path, which `areAsBefore` can go again. What `find` itself looks at is not noted. */
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

const digest = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('base64');

/** What `path` itself is, links not followed. */
export const look = kindOfLook(STATE, state, (found) =>
  found === undefined ? '' : identityOf(found),
);

function state(path: AbsolutePath): BigIntStats | undefined {
  return attempt(() => lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false }));
}

/** Most of what is looked for is not there, and an error of Node's costs ten times as much. */
const isThere = (path: AbsolutePath): boolean => existsSync(fsPath(path));

const textOfChildren = (children: readonly Child[]): string =>
  children.map(({ name, type }) => `${type} ${name}`).join('\0');

/** What is in a directory. */
export const listDirectory = kindOfLook('list', list, textOfChildren);

/** What is in a directory and `counts`, where other things come and go. */
export const listSome = (
  kind: string,
  counts: (child: Child) => boolean,
): ((directory: AbsolutePath) => Child[]) =>
  kindOfLook(kind, (directory) => list(directory).filter(counts), textOfChildren);

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

/** Where a link says it leads, as written. */
export const linkText = kindOfLook('link', readLink, (text) => text ?? '');

function readLink(path: AbsolutePath): string | undefined {
  const text = attempt(() => readlinkSync(fsPath(path)));
  if (text === undefined || !isLossy(text)) return text;
  const exact = attempt(() => readlinkSync(fsPath(path), 'buffer'));
  return exact === undefined ? undefined : decodeName(exact);
}

/** The path with every link in it followed. */
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

/** Whether it is a file, links followed, that this user may execute. */
export const isProgram = kindOfLook(
  'program',
  (path) =>
    attempt(() => {
      if (statSync(fsPath(path), { throwIfNoEntry: false })?.isFile() !== true) return false;
      accessSync(fsPath(path), constants.X_OK);
      return true;
    }) ?? false,
  String,
);

/** Equal for as long as nothing was changed in what is at `path`; '' if nothing is there. */
export function identity(path: AbsolutePath): string {
  const found = look(path);
  return found === undefined ? '' : identityOf(found);
}

export const identityOf = ({ ino, mode, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  `${ino}:${mode}:${size}:${mtimeNs}:${ctimeNs}`;

/** Whether a change from now on would show in the identity: file systems keep time in steps. */
export const isSettled = (path: AbsolutePath): boolean =>
  Date.now() - Number(look(path)?.ctimeMs ?? 0n) > STEP;

/** Milliseconds. */
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

// Node's way to read bytes that are not UTF-8; reading every name as bytes is four times slower.
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
