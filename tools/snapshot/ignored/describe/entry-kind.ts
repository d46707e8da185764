// Decides how an ignored entry is provided in the checkout.
import type { EntryKind, IgnoredEntry } from '../../../base/model/ignored-entry.ts';
import { isVirtualenv } from '../../../base/installed-packages.ts';
import { baseName, joinPath, isWithin, type AbsolutePath } from '../../../base/paths.ts';
import { describeComposerVendor } from './composer-vendor.ts';
import { describeCopy, fits, MAX_COPY_BYTES, BUILD_LIMIT, DIRECTORY_LIMIT } from './copies.ts';
import { isEntryPoint } from './entry-point.ts';
import { describeGenerated, isGenerated } from './generated.ts';
import { hasExcludedName, isBuildOutput } from '../list/excluded-entries.ts';
import { describeNodeModules } from './node-modules.ts';
import { describePlugAndPlay, isPlugAndPlay } from './plug-and-play.ts';
import { lstat, realPath } from '../../../base/lookups.ts';
import { describeVirtualenv } from './virtualenv.ts';
import { link, relink, addDependency } from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/**
 * How an entry is provided; `undefined` if it is not. `wasCopied`: it is unchanged since it was copied, so that its
 * size need not be checked again.
 */
export function entryKind(
  { path, directory, source: central }: IgnoredEntry,
  top: AbsolutePath,
  wasCopied = false,
): EntryKind | undefined {
  if (central !== undefined) return 'virtualenv';
  if (hasExcludedName(path)) return undefined;
  const source = joinPath(top, path);
  const name = baseName(path);
  if (!directory) return fileKind(source, top);
  if (name === 'node_modules') return 'node_modules';
  if (isVirtualenv(source)) return 'virtualenv';
  if (name === '.venv' || name === 'venv' || isBuildOutput(source)) return undefined;
  if (lstat(joinPath(source, 'composer/autoload_real.php')) !== undefined) return 'composer';
  if (isGenerated(source)) return 'generated';
  const bound = isEntryPoint(source) ? BUILD_LIMIT : DIRECTORY_LIMIT;
  return wasCopied || fits(source, bound) ? 'copied' : 'linked';
}

function fileKind(source: AbsolutePath, top: AbsolutePath): EntryKind | undefined {
  const found = lstat(source);
  if (found?.isFile() === true) {
    if (isPlugAndPlay(baseName(source))) return 'plug-and-play';
    return found.size > MAX_COPY_BYTES ? 'linked' : 'copied';
  }
  if (found?.isSymbolicLink() !== true) return undefined;
  const real = isVirtualenv(source) ? realPath(source) : undefined;
  return real === undefined || isWithin(top, real) ? 'relinked' : 'virtualenv';
}

/** Describes what the checkout is to have for the entry at `pair.source`; `undefined` if that has vanished. */
export function describeEntry(kind: EntryKind, pair: PathPair): EntryDescription | undefined {
  const { source, context } = pair;
  switch (kind) {
    case 'linked':
      return link(pair);
    case 'copied':
      return describeCopy(pair);
    case 'relinked':
      addDependency(context, source);
      return relink(pair);
    case 'node_modules':
      return describeNodeModules(pair);
    case 'virtualenv':
      addDependency(context, source); // it may be a link
      return describeVirtualenv({ ...pair, source: realPath(source) ?? source });
    case 'composer':
      return describeComposerVendor(pair);
    case 'plug-and-play':
      return describePlugAndPlay(pair);
    case 'generated':
      return describeGenerated(pair);
  }
}
