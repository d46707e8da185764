// Describes a virtual store: a directory in which a package manager keeps all packages, each with links to its
// dependencies: `.pnpm/react-dom@19.0.0/node_modules/{react-dom/,react → …}`.
import { dirname } from 'node:path';
import { absolutePath, isWithin, resolvePath, type AbsolutePath } from '../../../base/paths.ts';
import { linkText, listDirectory, readContent } from '../../../base/lookups.ts';
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

/**
 * Describes the store at `pair.source`: a link for each package, but a copy of each that depends on a package of the
 * repository, since from a linked one Node would find the user's.
 */
export function describeVirtualStore(
  pair: PathPair,
  describeNodeModules: (pair: PathPair) => EntryDescription,
): EntryDescription {
  const { source, context } = pair;
  addDependency(context, source);
  const children = listDirectory(source);
  const packages = children.filter(
    ({ name, type }) => type === 'directory' && name !== 'node_modules',
  );
  const inside = mayReachRepository(pair) ? reachingRepository(pair, packages) : new Set();
  return describeDirectory(children, ({ name, type }) => {
    const child = childOf(pair, name);
    if (type === 'link') return relink(child);
    if (name === 'node_modules') return describeNodeModules(child);
    if (type === 'directory') return inside.has(name) ? copyTree(child) : link(child);
    addDependency(context, child.source);
    return copy(child);
  });
}

// pnpm's lock.yaml tells without looking at packages: `importers:`, its first part, may link to packages of the
// repository; after that (`packages:`, `snapshots:`) only packages that depend on these do.
function mayReachRepository(pair: PathPair): boolean {
  const lock = readContent(childOf(pair, 'lock.yaml').source);
  const packages = lock?.indexOf('\npackages:') ?? -1;
  return lock === undefined || packages === -1 || lock.includes(': link:', packages);
}

/** The names of packages that depend, directly or through others, on a package of the repository. */
function reachingRepository(
  { source, context }: PathPair,
  packages: readonly { readonly name: string }[],
): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  const reaching = new Set<string>();
  for (const { name } of packages) {
    for (const target of linksBelow(absolutePath(`${source}/${name}/node_modules`))) {
      if (isWithin(source, target)) {
        const dependency = target.slice(source.length + 1).split('/', 1)[0] ?? '';
        dependents.set(dependency, [...(dependents.get(dependency) ?? []), name]);
      } else if (
        context.mappings.some(({ from }) => isWithin(from, target)) &&
        !target.includes('/node_modules/')
      ) {
        reaching.add(name);
      }
    }
  }
  for (const name of reaching) {
    for (const dependent of dependents.get(name) ?? []) reaching.add(dependent); // seen by this loop
  }
  return reaching;
}

function linksBelow(directory: AbsolutePath): AbsolutePath[] {
  return listDirectory(directory).flatMap(({ name, type }) => {
    const path = absolutePath(`${directory}/${name}`);
    if (type === 'directory') return name.startsWith('@') ? linksBelow(path) : [];
    const leads = type === 'link' ? linkText(path) : undefined;
    return leads === undefined ? [] : [resolvePath(absolutePath(dirname(path)), leads)];
  });
}
