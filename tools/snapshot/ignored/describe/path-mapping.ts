// Rewrites paths of the user's tree, in links and in texts, to the corresponding paths of the checkout.
import { dirname, join, relative } from 'node:path';
import { encodeName } from '../../../base/names.ts';
import { absolutePath, isWithin, resolvePath, type AbsolutePath } from '../../../base/paths.ts';
import { realPath } from '../../../base/lookups.ts';

/** A directory of the user's, and its counterpart in the checkout. */
export interface PathMapping {
  readonly from: AbsolutePath;
  readonly to: AbsolutePath;
}

/** The counterpart of `path` in the checkout; `undefined` if it lies in no moved directory. */
function mapPath(path: AbsolutePath, mappings: readonly PathMapping[]): AbsolutePath | undefined {
  const move = mappings.find(({ from }) => isWithin(from, path));
  return move === undefined ? undefined : absolutePath(move.to + path.slice(move.from.length));
}

/**
 * The text for a link at `made` that corresponds to the user's link at `source` with `text`: it leads to the
 * counterpart of the target if that lies in a moved directory, else to the user's target.
 */
export function mapLink(
  text: string,
  source: AbsolutePath,
  made: AbsolutePath,
  mappings: readonly PathMapping[],
): string {
  const leads = resolvePath(absolutePath(dirname(source)), text);
  const real = text.startsWith('/') ? realPath(leads) : undefined; // its path may have links
  const target =
    mapPath(leads, mappings) ?? (real === undefined ? undefined : mapPath(real, mappings));
  if (target === undefined) return leads;
  if (text.startsWith('/')) return target;
  return join(dirname(made), text) === target ? text : relative(dirname(made), target);
}

/** `content` with all paths in moved directories replaced; `undefined` if it has none, or is binary. */
export function mapText(content: Buffer, mappings: readonly PathMapping[]): Buffer | undefined {
  const named = mappings.filter(({ from }) => content.includes(encodeName(from)));
  if (named.length === 0 || content.includes(0)) return undefined;
  let text = content.toString('latin1');
  for (const { from, to } of named) text = text.replace(naming(from), latin1(to));
  const replaced = Buffer.from(text, 'latin1');
  return replaced.equals(content) ? undefined : replaced;
}

// Matches the path as a whole: not as the end of a longer path (except after `file://` or an option, as in `-I/top`),
// nor as the beginning of a longer name.
const naming = (path: AbsolutePath): RegExp =>
  new RegExp(
    String.raw`(?<=^|[^\w.\-+@%~/\x80-\xff]|file://|(?:^|[\s"'=,])--?[A-Za-z]{1,12})` +
      latin1(path).replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`) +
      String.raw`(?![\w\-+@%~\x80-\xff]|\.\w)`,
    'g',
  );

const latin1 = (path: string): string => encodeName(path).toString('latin1');
