// Keeps results by their names, among the repository's records: a file for each, with a checksum. What is
// lost or damaged was never there; the oldest give way.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { errorCode } from '../base/errors.ts';
import { makePrivateDirectory, moveFile, writeScratch } from '../base/files.ts';
import { fixFromText, fixToText, type FixText } from '../base/fix-text.ts';
import type { Fix } from '../base/lint-result.ts';
import { listDirectory, look } from '../base/look.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import type { Repository } from '../git/repository.ts';

const MOST_ENTRIES = 500;
const MOST_BYTES = 64 << 20;
const LARGEST = 8 << 20;
/** As many of these do not come near `MOST_BYTES`. */
const SMALL = 64 << 10;
const SPARE = 100;

/** What a result is called: first by the content, of which a new one can have no result. */
export const resultName = (content: string, ingredients: string): string =>
  `${content.slice(0, 40)}-${ingredients.slice(0, 40)}`;

/** Whether anything is remembered of one of these contents. */
export function hasResultOf(repository: Repository, contents: readonly string[]): boolean {
  const beginnings = new Set(contents.map((content) => resultName(content, '')));
  return listDirectory(directoryOf(repository)).some(({ name }) =>
    beginnings.has(name.slice(0, name.indexOf('-') + 1)),
  );
}

/** The result called `name`, if it is remembered. */
export function readResult(repository: Repository, name: string): Result | undefined {
  try {
    const text = readFileSync(below(directoryOf(repository), name), 'utf8');
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    if (end === -1 || checksum(content) !== text.slice(0, end)) return undefined;
    const { since, fixes } = JSON.parse(content) as ResultText;
    return { name, since, fixes: fixes.map(fixFromText) };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

export interface Result {
  readonly name: string;
  /** When what its linters read was begun to be brought together, in milliseconds. */
  readonly since: number;
  readonly fixes: readonly Fix[];
}

interface ResultText {
  readonly since: number;
  readonly fixes: readonly FixText[];
}

/** Remembers results. One that cannot be written is not remembered. */
export function writeResults(repository: Repository, results: readonly Result[]): void {
  if (results.length === 0) return;
  const directory = directoryOf(repository);
  try {
    const sizes = results.map((result) => writeResult(directory, result));
    // To look at all of them on every run would cost more than the one that is too many.
    const isOver = listDirectory(directory).length > MOST_ENTRIES + SPARE;
    if (isOver || sizes.some((size) => size > SMALL)) removeOldest(repository);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Returns its size. */
function writeResult(directory: AbsolutePath, { name, since, fixes }: Result): number {
  const text: ResultText = { since, fixes: fixes.map(fixToText) };
  const content = JSON.stringify(text);
  if (content.length > LARGEST) return 0;
  const temporary = below(directory, `${name}.${process.pid}`);
  try {
    makePrivateDirectory(directory);
    writeScratch(temporary, `${checksum(content)}\n${content}`, 'w');
    moveFile(temporary, below(directory, name));
  } catch (error) {
    remove(temporary);
    throw error;
  }
  return content.length;
}

export interface Kept {
  readonly count: number;
  readonly bytes: number;
}

/** How much is remembered. */
export function rememberedResults(repository: Repository): Kept {
  const files = listResults(repository);
  return { count: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

function removeOldest(repository: Repository): void {
  let count = 0;
  let bytes = 0;
  for (const { path, size } of listResults(repository)) {
    count += 1;
    bytes += size;
    if (count > MOST_ENTRIES || bytes > MOST_BYTES) remove(path);
  }
}

/** The newest first. */
function listResults(repository: Repository): { path: AbsolutePath; size: number; at: bigint }[] {
  const directory = directoryOf(repository);
  return listDirectory(directory)
    .flatMap(({ name }) => {
      const path = below(directory, name);
      const found = look(path);
      return found === undefined ? [] : [{ path, size: Number(found.size), at: found.mtimeNs }];
    })
    .sort((one, other) => (one.at > other.at ? -1 : 1));
}

const directoryOf = ({ records }: Repository): AbsolutePath => below(records, 'memory');

const checksum = (content: string): string => createHash('sha256').update(content).digest('hex');
