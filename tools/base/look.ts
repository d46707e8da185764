// Looks at files while they may be changing: what vanished, or may not be read, is not there.
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
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

/** What `path` itself is, links not followed. */
export const look = (path: AbsolutePath): BigIntStats | undefined =>
  attempt(() => lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false }));

/** What is in a directory. */
export function listDirectory(directory: AbsolutePath): Child[] {
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
export function linkText(path: AbsolutePath): string | undefined {
  const text = attempt(() => readlinkSync(fsPath(path)));
  if (text === undefined || !isLossy(text)) return text;
  const exact = attempt(() => readlinkSync(fsPath(path), 'buffer'));
  return exact === undefined ? undefined : decodeName(exact);
}

/** The path with every link in it followed. */
export function realPath(path: AbsolutePath): AbsolutePath | undefined {
  const real = attempt(() => realpathSync.native(fsPath(path), 'buffer'));
  return real === undefined ? undefined : absolutePath(decodeName(real));
}

export const readContent = (path: AbsolutePath): Buffer | undefined =>
  attempt(() => readFileSync(fsPath(path)));

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

/** The beginning of a file. */
export function readBeginning(path: AbsolutePath, length: number): Buffer | undefined {
  return attempt(() => {
    const file = openSync(fsPath(path), 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  });
}

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

const UNREADABLE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'EINVAL', 'EISDIR']);
