// Describes a `node_modules` for the checkout: a directory of its own with a link for each package, in
// which links to packages of the repository lead to the checkout's.
import { describeCommands } from './commands.ts';
import { dependentsOfRepository } from './dependents.ts';
import { isCacheOfTools, isStore } from '../../base/installed-packages.ts';
import { listDirectory, type Child } from '../../base/look.ts';
import { describeVirtualStore } from './virtual-store.ts';
import { childOf, copy, copyTree, link, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** What the checkout is to have for the user's `node_modules` at `subject.source`. */
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
  // There from the start: what linters put into it does not make `node_modules` look changed.
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
    watch(subject.survey, subject.source); // package managers' records: they tell of every install
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
