// Replaces the snapshot's paths in a linter's output by the user's. Only whole names are replaced, not parts of others;
// colours keep their positions.
import { pathToFileURL } from 'node:url';
import { servicePath, type RepoPath } from '../base/paths.ts';
import { SGR } from './clean-output.ts';
import { findLintedNames, type TextReplacement } from './linted-names.ts';
import { shownPath, snapshotRoots, userFolder, type PathContext } from './shown-path.ts';

/** The service's directory, and the paths that its linters were given. */
export interface Linted {
  readonly directory: RepoPath;
  readonly paths: readonly RepoPath[];
}

/**
 * Absolute paths of the snapshot become relative to the user's directory if they lie below it, else absolute in the
 * working tree; `file://` URLs become those of the working tree. Names of linted files, which are relative to the
 * service, become relative to the user's directory.
 */
export function translatePaths(text: string, pathContext: PathContext, linted: Linted): string {
  const { plain, colours } = splitColours(text);
  const names = new Map<string, string>();
  for (const path of linted.paths) {
    const name = servicePath(linted.directory, path);
    const shown = shownPath(pathContext, path);
    if (name !== shown) names.set(name, shown);
  }
  return join(plain, colours, [
    ...snapshotRoots(pathContext).flatMap((root) => findSnapshotPaths(plain, root, pathContext)),
    ...findLintedNames(plain, names),
  ]);
}

function findSnapshotPaths(
  text: string,
  root: string,
  pathContext: PathContext,
): TextReplacement[] {
  const url = pathToFileURL(root).href;
  const name = '[\\p{L}\\p{N}_~%+@-]';
  const whole = (start: string) =>
    new RegExp(`(?<!${name}|[./])${escapeRegExp(start)}(?!\\.?${name})`, 'gu');
  const folder = userFolder(pathContext);
  const prefix = folder === '' ? '/' : `/${folder ?? ''}/`;
  const paths = [...text.matchAll(whole(root))].map(({ index }) => {
    const to = index + root.length;
    const isBelow =
      folder !== undefined &&
      text.startsWith(prefix, to) &&
      /^[^\s'"`)\]}>,;:]/.test(text.slice(to + prefix.length, to + prefix.length + 1));
    return isBelow
      ? { from: index, to: to + prefix.length, by: '' }
      : { from: index, to, by: pathContext.top };
  });
  const urls = [...text.matchAll(whole(url))].map(({ index }) => ({
    from: index,
    to: index + url.length,
    by: pathToFileURL(pathContext.top).href,
  }));
  return [...paths, ...urls];
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

interface Colour {
  readonly at: number;
  readonly sequence: string;
}

/** The text without its colours, and the colours with their positions in it. */
function splitColours(text: string): { plain: string; colours: Colour[] } {
  const colours: Colour[] = [];
  let removed = 0;
  const plain = text.replace(SGR, (sequence, offset: number) => {
    colours.push({ at: offset - removed, sequence });
    removed += sequence.length;
    return '';
  });
  return { plain, colours };
}

/** The text with replacements and colours; colours inside a replaced part are put before it. */
function join(
  plain: string,
  colours: readonly Colour[],
  found: readonly TextReplacement[],
): string {
  const replacements = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  let text = '';
  let at = 0;
  let colour = 0;
  const copyUntil = (end: number): void => {
    for (
      let next = colours[colour];
      next !== undefined && next.at <= end;
      next = colours[++colour]
    ) {
      text += plain.slice(at, Math.max(at, next.at)) + next.sequence;
      at = Math.max(at, next.at);
    }
    text += plain.slice(at, end);
    at = end;
  };
  for (const { from, to, by } of replacements) {
    if (from < at) continue; // within one that was replaced
    copyUntil(from);
    for (let next = colours[colour]; next !== undefined && next.at < to; next = colours[++colour]) {
      text += next.sequence;
    }
    text += by;
    at = to;
  }
  copyUntil(plain.length);
  return text;
}
