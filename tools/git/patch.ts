// Makes patches, as `git apply` accepts them, of the changes from a tree to the same tree with some blobs replaced.
import { BrokenInvariant } from '../base/errors.ts';
import type { ChangedLines, FilePatch } from '../base/model/finding.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { decodeName, encodeName } from '../base/names.ts';
import { git, type GitContext } from './git.ts';
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
 * One patch for each replaced file, in the order of the paths' bytes; concatenated they are a patch too. `gitContext`
 * has an index of switchyard's own with the entries of `tree`, in which the replacements are put. Each of these must
 * differ from the tree's blob.
 */
export async function patchesOf(
  gitContext: GitContext,
  tree: ObjectId,
  replacements: readonly BlobEntry[],
): Promise<FilePatch[]> {
  if (replacements.length === 0) return [];
  await putBlobs(gitContext, replacements);
  const { stdout } = await git(gitContext, ['diff-index', '--cached', ...PATCH, tree, '--']);
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

/** Splits a patch before each `diff --git`: no line of a hunk begins with `d`, and a binary patch has no spaces. */
const splitFiles = (patch: string): string[] =>
  patch.split(/^(?=diff --git )/m).filter((text) => text !== '');

/** The changes in the hunks of one file's patch: `@@ -3,4 +3,5 @@`, then lines that begin with ` `, `-`, `+` or `\`. */
export function changedLines(patch: string): ChangedLines[] {
  const all: ChangedLines[] = [];
  let old = 0; // the number of the next line of the old file; 0 before the first hunk
  let fresh = 0; // the same for the new file
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
      // For an empty range git gives the number of the line before it.
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
