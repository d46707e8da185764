// Describes the directory in which a package manager keeps packages side by side, each with links to
// those that it depends on: `.pnpm/react-dom@19.0.0/node_modules/{react-dom/,react → …}`.
import { dirname } from 'node:path';
import { absolutePath, isWithin, resolveFrom, type AbsolutePath } from '../../base/paths.ts';
import { linkText, listDirectory, readContent } from '../../base/look.ts';
import { childOf, copy, copyTree, link, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/**
 * What the checkout is to have for the store: a link for each package, and copies of those that reach
 * a package of the repository, because from a linked one Node would go on to the user's.
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

// pnpm's record of what it installed says it without looking: in `importers:` links to packages of the
// repository are usual, after it (`packages:`, `snapshots:`) only the packages in question have them.
function mayReachRepository(subject: Subject): boolean {
  const lock = readContent(childOf(subject, 'lock.yaml').source);
  const packages = lock?.indexOf('\npackages:') ?? -1;
  return lock === undefined || packages === -1 || lock.includes(': link:', packages);
}

/** The names of packages from which links lead, at once or through others, into the repository. */
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
