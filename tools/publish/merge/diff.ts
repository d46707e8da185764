// Finds the changed lines of any number of files, by one `git diff` from base to edit and one from base to fix. The
// user's settings have no effect on it.
import { inherited, type Environment } from '../../base/environment.ts';
import { BrokenInvariant } from '../../base/errors.ts';
import { makePrivateDirectory, writeScratch } from '../../base/files.ts';
import { joinPath, type AbsolutePath } from '../../base/paths.ts';
import { git } from '../../git/git.ts';
import type { Hunk } from './merge.ts';

export interface Sides {
  readonly base: Buffer;
  readonly edit: Buffer;
  readonly fix: Buffer;
}

/** Texts converted so that git can compare their lines; `restore` converts a merged text back to the edit's form. */
export interface ConvertedSides {
  readonly sides: Sides;
  readonly restore: (text: Buffer) => Buffer;
}

export interface SideHunks {
  readonly edit: readonly Hunk[];
  readonly fix: readonly Hunk[];
}

/**
 * For each file, the hunks from base to edit and from base to fix. `scratch` names a directory that does not exist yet;
 * the caller removes it.
 */
export async function diffSides(
  scratch: AbsolutePath,
  files: readonly Sides[],
): Promise<SideHunks[]> {
  for (const side of ['base', 'edit', 'fix'] as const) {
    const directory = joinPath(scratch, side);
    makePrivateDirectory(directory);
    files.forEach((file, number) => {
      writeScratch(joinPath(directory, String(number)), file[side], 'wx');
    });
  }
  const [edits, fixes] = await Promise.all([
    diffDirectories(scratch, 'edit'),
    diffDirectories(scratch, 'fix'),
  ]);
  return files.map((_, number) => ({
    edit: edits.get(number) ?? [],
    fix: fixes.get(number) ?? [],
  }));
}

async function diffDirectories(
  scratch: AbsolutePath,
  side: 'edit' | 'fix',
): Promise<Map<number, Hunk[]>> {
  const args = [
    'diff',
    '--no-index',
    '-U1', // with -U0 git cuts off the common end first, and finds other hunks than merge-file
    '--text',
    '--diff-algorithm=myers',
    '--no-indent-heuristic', // merge-file has none
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    'base',
    side,
  ];
  const gitContext = { directory: scratch, environment: withoutSettings(scratch) };
  const { stdout } = await git(gitContext, args, { expected: [1] });
  return parseDiff(stdout);
}

/** An environment in which git finds no configuration and no attributes. */
function withoutSettings(scratch: AbsolutePath): Environment {
  const kept = Object.entries(inherited()).filter(
    ([name]) => !name.startsWith('GIT_') || name === 'GIT_EXEC_PATH',
  );
  return {
    ...Object.fromEntries(kept),
    HOME: scratch,
    XDG_CONFIG_HOME: scratch,
    GIT_DIR: joinPath(scratch, 'no-repository'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
  };
}

/**
 * The hunks of each numbered file:
 *
 *     diff --git a/base/3 b/edit/3
 *     --- a/base/3
 *     +++ b/edit/3
 *     @@ -4,3 +4,2 @@ anything
 *      context
 *     -gone
 *      context
 *     \ No newline at end of file
 */
function parseDiff(output: Buffer): Map<number, Hunk[]> {
  const files = new Map<number, Hunk[]>();
  let hunks: Hunk[] = [];
  let at = 0;
  const readLine = (): number => {
    const start = at;
    const end = output.indexOf(10, at);
    at = end === -1 ? output.length : end + 1;
    return start;
  };
  const text = (start: number, end: number): string => output.toString('latin1', start, end);
  while (at < output.length) {
    const line = readLine();
    const head = text(line, Math.min(at, line + 4));
    if (head === '+++ ') {
      hunks = [];
      files.set(Number(/\d+$/.exec(text(line, at).trimEnd())?.[0]), hunks);
    } else if (head === '@@ -') {
      // The header is short, but the line of text that git appends to it may be long.
      const header = HEADER.exec(text(line, Math.min(at, line + 80)));
      if (header === null)
        throw new BrokenInvariant('git diff wrote a hunk header of another form');
      readHunk(header, () => output[readLine()], hunks);
    }
  }
  return files;
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

function readHunk(
  header: RegExpExecArray,
  nextSign: () => number | undefined,
  hunks: Hunk[],
): void {
  let [before, after] = [Number(header[2] ?? 1), Number(header[4] ?? 1)];
  // For an empty range git gives the number of the line before it.
  let start = Number(header[1]) - (before === 0 ? 0 : 1);
  let otherStart = Number(header[3]) - (after === 0 ? 0 : 1);
  let [count, otherCount] = [0, 0];
  const flush = (): void => {
    if (count + otherCount > 0) hunks.push({ start, count, otherStart, otherCount });
    [start, otherStart, count, otherCount] = [start + count, otherStart + otherCount, 0, 0];
  };
  while (before > 0 || after > 0) {
    switch (nextSign()) {
      case 0x2d: // -
        [count, before] = [count + 1, before - 1];
        break;
      case 0x2b: // +
        [otherCount, after] = [otherCount + 1, after - 1];
        break;
      case 0x20: // context
        flush();
        [start, otherStart, before, after] = [start + 1, otherStart + 1, before - 1, after - 1];
        break;
      case undefined:
        throw new BrokenInvariant('git diff ended within a hunk');
      default: // `\ No newline at end of file`
    }
  }
  flush();
}
