// Describes a virtual store: a directory in which a package manager keeps all packages, each with links to its
// dependencies: `.pnpm/react-dom@19.0.0/node_modules/{react-dom/,react → …}`.
import { dirname } from 'node:path';
import { absolutePath, isWithin, resolveFrom, type AbsolutePath } from '../../base/paths.ts';
import { linkText, listDirectory, readContent } from '../../base/lookups.ts';
import { childOf, copy, copyTree, link, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/**
 * Describes the store at `subject.source`: a link for each package, but a copy of each that depends on a package of the
 * repository, since from a linked one Node would find the user's.
 */
export function describeVirtualStore(
  subject: Subject,
  describeNodeModules: (subject: Subject) => Wanted,
): Wanted {
  const { source, survey } = subject;
  watch(survey, source);
  const children = listDirectory(source);
  const packages = children.filter(
    ({ name, type }) => type === 'directory' && name !== 'node_modules',
  );
  const inside = mayReachRepository(subject) ? reachingRepository(subject, packages) : new Set();
  return rebuild(children, ({ name, type }) => {
    const child = childOf(subject, name);
    if (type === 'link') return relink(child);
    if (name === 'node_modules') return describeNodeModules(child);
    if (type === 'directory') return inside.has(name) ? copyTree(child) : link(child);
    watch(survey, child.source);
    return copy(child);
  });
}

// pnpm's lock.yaml tells without looking at packages: `importers:`, its first part, may link to packages of the
// repository; after that (`packages:`, `snapshots:`) only packages that depend on these do.
function mayReachRepository(subject: Subject): boolean {
  const lock = readContent(childOf(subject, 'lock.yaml').source);
  const packages = lock?.indexOf('\npackages:') ?? -1;
  return lock === undefined || packages === -1 || lock.includes(': link:', packages);
}

/** The names of packages that depend, directly or through others, on a package of the repository. */
function reachingRepository(
  { source, survey }: Subject,
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
        survey.moves.some(({ from }) => isWithin(from, target)) &&
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
    return leads === undefined ? [] : [resolveFrom(absolutePath(dirname(path)), leads)];
  });
}
