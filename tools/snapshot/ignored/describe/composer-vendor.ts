// Describes a `vendor` directory of Composer. PHP resolves links, so the autoloader is copied: it finds classes of the
// repository relative to itself.
import { listDirectory, type Child } from '../../../base/lookups.ts';
import { describeCommand } from './commands.ts';
import {
  childOf,
  copy,
  link,
  describeDirectory,
  relink,
  addDependency,
} from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Describes the `vendor` at `pair.source`: its files are copied, each vendor/name/package is a link. */
export function describeComposerVendor(pair: PathPair): EntryDescription {
  addDependency(pair.context, pair.source);
  return describeDirectory(listDirectory(pair.source), (child) => {
    const below = childOf(pair, child.name);
    return child.type === 'directory' ? describePackages(below, child) : describeFile(below, child);
  });
}

function describePackages(pair: PathPair, { name }: Child): EntryDescription {
  addDependency(pair.context, pair.source);
  return describeDirectory(listDirectory(pair.source), (child) => {
    const below = childOf(pair, child.name);
    if (name === 'bin') return describeCommand(below);
    return child.type === 'directory' ? link(below) : describeFile(below, child);
  });
}

function describeFile(pair: PathPair, { type }: Child): EntryDescription | undefined {
  if (type === 'link') return relink(pair);
  addDependency(pair.context, pair.source);
  return copy(pair);
}
