// Describes a `node_modules` for the checkout: a new directory with a link for each package. Links to packages of the
// repository lead to those of the checkout; packages that depend on these are copied.
import { describeCommands } from './commands.ts';
import { dependentsOfRepository } from './dependents.ts';
import { isCacheOfTools, isStore } from '../../base/installed-packages.ts';
import { listDirectory, type Child } from '../../base/lookups.ts';
import { describeVirtualStore } from './virtual-store.ts';
import { childOf, copy, copyTree, link, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** Describes the user's `node_modules` at `subject.source`. */
export function describeNodeModules(subject: Subject): Wanted {
  const { source, survey } = subject;
  watch(survey, source);
  const children = listDirectory(source).filter(({ name }) => !isCacheOfTools(name));
  const dependents = dependentsOfRepository(subject);
  const describePackage: DescribePackage = (name, child) =>
    dependents.has(name) ? copyTree(child) : link(child);
  const wanted = rebuild(
    children,
    (child) => describeChild(childOf(subject, child.name), child, describePackage),
    isCacheOfTools,
  );
  // `.cache` is made from the start: if linters created it later, `node_modules` would look changed.
  return {
    ...wanted,
    children: new Map([...wanted.children, ['.cache', { kind: 'own-directory' }]]),
  };
}

type DescribePackage = (name: string, subject: Subject) => Wanted;

function describeChild(
  subject: Subject,
  { name, type }: Child,
  describePackage: DescribePackage,
): Wanted | undefined {
  if (type === 'link') return relink(subject);
  if (type === 'file') {
    watch(subject.survey, subject.source); // records of package managers, which change with every install
    return copy(subject);
  }
  if (name === '.bin') return describeCommands(subject);
  if (isStore(name)) return describeVirtualStore(subject, describeNodeModules);
  return name.startsWith('@')
    ? describeScope(subject, name, describePackage)
    : describePackage(name, subject);
}

function describeScope(subject: Subject, scope: string, describePackage: DescribePackage): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name, type }) => {
    const child = childOf(subject, name);
    return type === 'link' ? relink(child) : describePackage(`${scope}/${name}`, child);
  });
}
