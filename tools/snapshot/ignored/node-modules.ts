// Describes a `node_modules` for the checkout: a directory of its own with a link for each package, in
// which links to packages of the repository lead to the checkout's.
import { describeCommand } from './commands.ts';
import { listDirectory, type Child } from './source.ts';
import { describeVirtualStore } from './virtual-store.ts';
import { childOf, copy, link, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** What the checkout is to have for the user's `node_modules` at `subject.source`. */
export function describeNodeModules(subject: Subject): Wanted {
  const { source, survey } = subject;
  watch(survey, source);
  const children = listDirectory(source).filter(({ name }) => !CACHE.test(name));
  const wanted = rebuild(
    children,
    (child) => describeChild(childOf(subject, child.name), child),
    (name) => CACHE.test(name),
  );
  // There from the start: what linters put into it does not make `node_modules` look changed.
  return {
    ...wanted,
    children: new Map([...wanted.children, ['.cache', { kind: 'own-directory' }]]),
  };
}

function describeChild(subject: Subject, { name, type }: Child): Wanted | undefined {
  if (type === 'link') return relink(subject);
  if (type === 'file') {
    watch(subject.survey, subject.source); // package managers' records: they tell of every install
    return copy(subject);
  }
  if (name === '.bin') return describeCommands(subject);
  if (STORES.has(name)) return describeVirtualStore(subject, describeNodeModules);
  if (name.startsWith('@')) return describeScope(subject);
  return link(subject);
}

function describeScope(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name, type }) =>
    type === 'link' ? relink(childOf(subject, name)) : link(childOf(subject, name)),
  );
}

function describeCommands(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name }) =>
    describeCommand(childOf(subject, name)),
  );
}

/** Where pnpm, npm's and yarn's linked installs and bun keep what `node_modules` links to. */
const STORES = new Set(['.pnpm', '.store', '.bun']);

const CACHE =
  /^\.(cache|vite|vite-temp|vitest|vitest-.*|tmp.*|turbo|swc|nx|astro|parcel-cache|eslintcache|ignored.*)$/;
