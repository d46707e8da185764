// Describes a `node_modules` for the checkout: a new directory with a link for each package. Links to packages of the
// repository lead to those of the checkout; packages that depend on these are copied.
import { describeCommands } from './commands.ts';
import { dependentsOfRepository } from './dependents.ts';
import { isCacheOfTools, isStore } from '../../../base/installed-packages.ts';
import { listDirectory, type Child } from '../../../base/lookups.ts';
import { describeVirtualStore } from './virtual-store.ts';
import {
  childOf,
  copy,
  copyTree,
  link,
  describeDirectory,
  relink,
  addDependency,
} from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Describes the user's `node_modules` at `pair.source`. */
export function describeNodeModules(pair: PathPair): EntryDescription {
  const { source, context } = pair;
  addDependency(context, source);
  const children = listDirectory(source).filter(({ name }) => !isCacheOfTools(name));
  const dependents = dependentsOfRepository(pair);
  const describePackage: DescribePackage = (name, child) =>
    dependents.has(name) ? copyTree(child) : link(child);
  const description = describeDirectory(
    children,
    (child) => describeChild(childOf(pair, child.name), child, describePackage),
    isCacheOfTools,
  );
  // `.cache` is made from the start: if linters created it later, `node_modules` would look changed.
  return {
    ...description,
    children: new Map([...description.children, ['.cache', { kind: 'own-directory' }]]),
  };
}

type DescribePackage = (name: string, pair: PathPair) => EntryDescription;

function describeChild(
  pair: PathPair,
  { name, type }: Child,
  describePackage: DescribePackage,
): EntryDescription | undefined {
  if (type === 'link') return relink(pair);
  if (type === 'file') {
    addDependency(pair.context, pair.source); // records of package managers, which change with every install
    return copy(pair);
  }
  if (name === '.bin') return describeCommands(pair);
  if (isStore(name)) return describeVirtualStore(pair, describeNodeModules);
  return name.startsWith('@')
    ? describeScope(pair, name, describePackage)
    : describePackage(name, pair);
}

function describeScope(
  pair: PathPair,
  scope: string,
  describePackage: DescribePackage,
): EntryDescription {
  addDependency(pair.context, pair.source);
  return describeDirectory(listDirectory(pair.source), ({ name, type }) => {
    const child = childOf(pair, name);
    return type === 'link' ? relink(child) : describePackage(`${scope}/${name}`, child);
  });
}
