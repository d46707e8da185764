// Turns what names a place in the user's tree, a link or a file's text, into what names its counterpart
// in the checkout.
import { dirname, join, relative } from 'node:path';
import { encodeName } from '../../base/names.ts';
import { absolutePath, isWithin, resolveFrom, type AbsolutePath } from '../../base/paths.ts';
import { realPath } from '../../base/look.ts';

/** A directory of the user's and what stands for it in the checkout. */
export interface Move {
  readonly from: AbsolutePath;
  readonly to: AbsolutePath;
}

/** Where `path` is in the checkout; `undefined` if that is where the user has it. */
export function moved(path: AbsolutePath, moves: readonly Move[]): AbsolutePath | undefined {
  const move = moves.find(({ from }) => isWithin(from, path));
  return move === undefined ? undefined : absolutePath(move.to + path.slice(move.from.length));
}

/**
 * What a link at `made` must say to lead to the counterpart of where `text` leads from `source`:
 * within a moved directory to the same place in the checkout, else to where it leads for the user.
 */
export function movedLink(
  text: string,
  source: AbsolutePath,
  made: AbsolutePath,
  moves: readonly Move[],
): string {
  const leads = resolveFrom(absolutePath(dirname(source)), text);
  const real = text.startsWith('/') ? realPath(leads) : undefined; // it may name the top otherwise
  const target = moved(leads, moves) ?? (real === undefined ? undefined : moved(real, moves));
  if (target === undefined) return leads;
  if (text.startsWith('/')) return target;
  return join(dirname(made), text) === target ? text : relative(dirname(made), target);
}

/** `content` with each path in a moved directory replaced; `undefined` if there is none, or no text. */
export function movedText(content: Buffer, moves: readonly Move[]): Buffer | undefined {
  const named = moves.filter(({ from }) => content.includes(encodeName(from)));
  if (named.length === 0 || content.includes(0)) return undefined;
  let text = content.toString('latin1');
  for (const { from, to } of named) text = text.replace(naming(from), latin1(to));
  const replaced = Buffer.from(text, 'latin1');
  return replaced.equals(content) ? undefined : replaced;
}

// The path as a whole: not the end of a longer one (but `file:///top`, `-I/top` are fine), nor the
// beginning of a longer name.
const naming = (path: AbsolutePath): RegExp =>
  new RegExp(
    String.raw`(?<=^|[^\w.\-+@%~/\x80-\xff]|file://|(?:^|[\s"'=,])--?[A-Za-z]{1,12})` +
      latin1(path).replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`) +
      String.raw`(?![\w\-+@%~\x80-\xff]|\.\w)`,
    'g',
  );

const latin1 = (path: string): string => encodeName(path).toString('latin1');
