// The store of results: a file for each in the repository's records, named by its cache key, with a checksum. A damaged
// file counts as absent. When there are too many files or bytes, the oldest are removed.
import { readFileSync } from 'node:fs';
import { errorCode } from '../base/errors.ts';
import { makePrivateDirectory, writeScratch } from '../base/files.ts';
import { decodeFix, encodeFix, type EncodedFix } from '../base/model/encoded-fix.ts';
import type { Fix, OutsideFiles } from '../base/model/lint-result.ts';
import { listDirectory, lstat } from '../base/lookups.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import { sha256 } from '../base/sha256.ts';
import type { Repository } from '../git/repository.ts';

const MAX_ENTRIES = 500;
const MAX_BYTES = 64 << 20;
/** In characters; a larger result is not stored. */
const MAX_LENGTH = 8 << 20;
/** Results up to this size need no count of bytes: `MAX_ENTRIES` + `SPARE` of them stay below `MAX_BYTES`. */
const SMALL = 64 << 10;
/** How many files more than `MAX_ENTRIES` there may be before old ones are removed, some runs later. */
const SPARE = 100;

/**
 * The cache key, from the digest of the content and that of the other inputs. The content comes first, so that
 * `hasResultFor` can tell by it alone that there is no result.
 */
export const cacheKey = (content: string, inputs: string): string =>
  `${content.slice(0, 40)}-${inputs.slice(0, 40)}`;

/** Whether there is a result for one of these digests of content, whatever its other inputs. */
export function hasResultFor(repository: Repository, contents: readonly string[]): boolean {
  const beginnings = new Set(contents.map((content) => cacheKey(content, '')));
  return listDirectory(directoryOf(repository)).some(({ name }) =>
    beginnings.has(name.slice(0, name.indexOf('-') + 1)),
  );
}

/** The result with this cache key; `undefined` if there is none, it is damaged or cannot be read. */
export function readResult(repository: Repository, key: string): Result | undefined {
  try {
    const text = readFileSync(joinPath(directoryOf(repository), key), 'utf8');
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    if (end === -1 || sha256(content) !== text.slice(0, end)) return undefined;
    const { since, outside, fixes } = JSON.parse(content) as ResultText;
    return { key, since, outside, fixes: fixes.map(decodeFix) };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

export interface Result {
  /** Its cache key. */
  readonly key: string;
  /** When its snapshot was begun, in milliseconds since 1970: what was changed later may not be in the result. */
  readonly since: number;
  readonly outside: OutsideFiles;
  readonly fixes: readonly Fix[];
}

interface ResultText {
  readonly since: number;
  readonly outside: OutsideFiles;
  readonly fixes: readonly EncodedFix[];
}

/** Stores results. Those that cannot be written are left out, without an error. */
export function writeResults(repository: Repository, results: readonly Result[]): void {
  if (results.length === 0) return;
  const directory = directoryOf(repository);
  try {
    const sizes = results.map((result) => writeResult(directory, result));
    // Not on every run: to look at every file takes longer than all the rest here.
    const isOver = (): boolean => listDirectory(directory).length > MAX_ENTRIES + SPARE;
    const isTime = results.some(({ key }) => key.startsWith('0')); // one in sixteen
    if (sizes.some((size) => size > SMALL) || (isTime && isOver())) removeOldest(repository);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Returns its size in characters, or 0 if it is too large to be stored. */
function writeResult(directory: AbsolutePath, { key, since, outside, fixes }: Result): number {
  const text: ResultText = { since, outside, fixes: fixes.map(encodeFix) };
  const content = JSON.stringify(text);
  if (content.length > MAX_LENGTH) return 0;
  makePrivateDirectory(directory);
  writeScratch(joinPath(directory, key), `${sha256(content)}\n${content}`, 'w');
  return content.length;
}

export interface StoreSize {
  readonly count: number;
  readonly bytes: number;
}

/** How many results are stored, and the total size of their files. */
export function storeSize(repository: Repository): StoreSize {
  const files = listResults(repository);
  return { count: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

function removeOldest(repository: Repository): void {
  let count = 0;
  let bytes = 0;
  for (const { path, size } of listResults(repository)) {
    count += 1;
    bytes += size;
    if (count > MAX_ENTRIES || bytes > MAX_BYTES) remove(path);
  }
}

/** All stored results, the newest first. */
function listResults(repository: Repository): { path: AbsolutePath; size: number; at: bigint }[] {
  const directory = directoryOf(repository);
  return listDirectory(directory)
    .flatMap(({ name }) => {
      const path = joinPath(directory, name);
      const found = lstat(path);
      return found === undefined ? [] : [{ path, size: Number(found.size), at: found.mtimeNs }];
    })
    .sort((one, other) => (one.at > other.at ? -1 : 1));
}

const directoryOf = ({ records }: Repository): AbsolutePath => joinPath(records, 'memory');
