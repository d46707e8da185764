// What other blobs in place of some would change in a tree, as a patch that git takes.
import { BrokenInvariant } from '../base/errors.ts';
import type { ChangedLines, FilePatch } from '../base/finding.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { decodeName, encodeName } from '../base/names.ts';
import { git, type GitPlace } from './git.ts';
import { putBlobs, type BlobEntry } from './put-blobs.ts';

const PATCH = [
  '-p',
  '--binary',
  '--full-index',
  '--no-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '-U3',
];

/**
 * One patch for each replaced file, in the order of the paths' bytes; one after the other they are a
 * patch too. `place` has an index of switchyard's own that holds `tree`; afterwards it holds the
 * replacements, each another blob than the tree's.
 */
export async function patchesOf(
  place: GitPlace,
  tree: ObjectId,
  replacements: readonly BlobEntry[],
): Promise<FilePatch[]> {
  if (replacements.length === 0) return [];
  await putBlobs(place, replacements);
  const { stdout } = await git(place, ['diff-index', '--cached', ...PATCH, tree, '--']);
  const texts = splitFiles(decodeName(stdout));
  const sorted = replacements
    .map(({ path }) => ({ path, bytes: encodeName(path) }))
    .sort((a, b) => a.bytes.compare(b.bytes));
  if (texts.length !== sorted.length) {
    throw new BrokenInvariant(`${texts.length} patches for ${sorted.length} replaced files`);
  }
  return sorted.map(({ path }, at) => {
    const text = texts[at] ?? '';
    return { path, patch: encodeName(text), changes: changedLines(text) };
  });
}

/** In a hunk no line begins with `d`, and lines of a binary patch have no spaces. */
const splitFiles = (patch: string): string[] =>
  patch.split(/^(?=diff --git )/m).filter((text) => text !== '');

/** `@@ -3,4 +3,5 @@`, then lines that begin with a space, `-`, `+` or `\`. */
export function changedLines(patch: string): ChangedLines[] {
  const all: ChangedLines[] = [];
  let old = 0; // the line of the old file that comes next; 0 outside of hunks
  let fresh = 0; // and of the new one
  let removed: string[] = [];
  let added: string[] = [];
  const close = (): void => {
    if (removed.length + added.length > 0) {
      const endLine = Math.max(1, old - 1);
      const line = removed.length > 0 ? old - removed.length : endLine;
      all.push({ line, endLine, newLine: fresh - added.length, removed, added });
    }
    [removed, added] = [[], []];
  };
  for (const line of patch.split('\n')) {
    const [, oldStart, oldCount, newStart, newCount] = HUNK.exec(line) ?? [];
    if (oldStart !== undefined) {
      close();
      // Of no lines at all, git names the one before.
      old = Number(oldStart) + (oldCount === '0' ? 1 : 0);
      fresh = Number(newStart) + (newCount === '0' ? 1 : 0);
    } else if (old > 0 && line.startsWith('-')) {
      removed.push(line.slice(1));
      old += 1;
    } else if (old > 0 && line.startsWith('+')) {
      added.push(line.slice(1));
      fresh += 1;
    } else if (old > 0 && line.startsWith(' ')) {
      close();
      old += 1;
      fresh += 1;
    }
  }
  close();
  return all;
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
