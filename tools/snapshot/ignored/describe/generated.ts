// Describes files that web frameworks, `tsc -b` and setuptools generate for type checkers and linters. They are copied:
// `next typegen`, `astro check`, `svelte-kit sync`, `tsc -b` and others rewrite them, and their links and imports must
// lead to the checkout's files.
import { listDirectory } from '../../../base/lookups.ts';
import { baseName, type AbsolutePath } from '../../../base/paths.ts';
import { isCompiled } from './compiled.ts';
import { childOf, copy, describeDirectory, relink, addDependency } from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Directory name → which of the paths in it are copied; not builds, caches, and type checks of pages. */
const FRAMEWORKS: ReadonlyMap<string, RegExp> = new Map([
  ['.next', /^(dev|(dev\/)?types|(dev\/)?types\/[^/]+\.d\.ts)$/],
  ['.nuxt', /^(?!(dev|dist|cache|analyze|content)(\/|$))/],
  ['.svelte-kit', /^(tsconfig\.json|[^/]+\.d\.ts|types|types\/.*)$/],
  ['.astro', /\.d\.ts$|^(collections|integrations)(\/|$)/],
  ['.react-router', /^/],
  ['.dart_tool', /^[^/]+\.json$|^version$/],
]);

/** Output of `tsc -b`: all but its state files, which are true only for the user's sources. */
const COMPILED = /(?<!\.tsbuildinfo)$/;

/** In `build`, an editable install in setuptools' strict mode: a link for each of the package's files. */
const STRICT_EDITABLE = /^__editable__\..+/;

/** Whether the directory holds generated files that linters need. */
export const isGenerated = (directory: AbsolutePath): boolean =>
  generatedPaths(directory) !== undefined;

/** Which of the paths in the directory are generated and copied; `undefined` if it is no such directory. */
export function generatedPaths(directory: AbsolutePath): RegExp | undefined {
  const framework = FRAMEWORKS.get(baseName(directory));
  if (framework !== undefined) return framework;
  const names = listDirectory(directory).map(({ name }) => name);
  if (names.some((name) => STRICT_EDITABLE.test(name))) return STRICT_EDITABLE;
  return isCompiled(directory) ? COMPILED : undefined;
}

/** Describes the directory at `pair.source`, for which `isGenerated` was true. */
export function describeGenerated(pair: PathPair): EntryDescription {
  const wanted = generatedPaths(pair.source) ?? COMPILED; // it may have changed since `isGenerated`
  const describe = (parent: PathPair, prefix: string): EntryDescription => {
    addDependency(parent.context, parent.source);
    const children = listDirectory(parent.source).filter((child) =>
      wanted.test(prefix + child.name),
    );
    return describeDirectory(
      children,
      (child) => {
        const pair = childOf(parent, child.name);
        if (child.type === 'link') return relink(pair);
        if (child.type === 'directory') return describe(pair, `${prefix}${child.name}/`);
        addDependency(pair.context, pair.source);
        return copy(pair);
      },
      (name) => wanted !== COMPILED && !wanted.test(prefix + name),
    );
  };
  return describe(pair, '');
}
