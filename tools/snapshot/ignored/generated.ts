// Describes files that web frameworks, `tsc -b` and setuptools generate for type checkers and linters. They are copied:
// `next typegen`, `astro check`, `svelte-kit sync`, `tsc -b` and others rewrite them, and their links and imports must
// lead to the checkout's files.
import { listDirectory } from '../../base/lookups.ts';
import { baseName, type AbsolutePath } from '../../base/paths.ts';
import { isCompiled } from './compiled.ts';
import { childOf, copy, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

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

/** Describes the directory at `subject.source`, for which `isGenerated` was true. */
export function describeGenerated(subject: Subject): Wanted {
  const wanted = generatedPaths(subject.source) ?? COMPILED; // it may have changed since `isGenerated`
  const describe = (parent: Subject, prefix: string): Wanted => {
    watch(parent.survey, parent.source);
    const children = listDirectory(parent.source).filter((child) =>
      wanted.test(prefix + child.name),
    );
    return rebuild(
      children,
      (child) => {
        const subject = childOf(parent, child.name);
        if (child.type === 'link') return relink(subject);
        if (child.type === 'directory') return describe(subject, `${prefix}${child.name}/`);
        watch(subject.survey, subject.source);
        return copy(subject);
      },
      (name) => wanted !== COMPILED && !wanted.test(prefix + name),
    );
  };
  return describe(subject, '');
}
