// Describes what web frameworks, `tsc -b` and setuptools generate for type checkers and linters. It is
// copied, because their own checkers (`next typegen`, `astro check`, `svelte-kit sync`, `tsc -b` …) write
// it anew, and what it needs, by links or as packages, is the checkout's.
import { listDirectory } from '../../base/look.ts';
import { baseName, type AbsolutePath } from '../../base/paths.ts';
import { isCompiled } from './compiled.ts';
import { childOf, copy, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/**
 * Directories by name, and which of the paths in them are copied. Where a directory also holds builds,
 * caches or checks of pages that may not be staged, these are left out.
 */
const FRAMEWORKS: ReadonlyMap<string, RegExp> = new Map([
  ['.next', /^(dev|(dev\/)?types|(dev\/)?types\/[^/]+\.d\.ts)$/],
  ['.nuxt', /^(?!(dev|dist|cache|analyze|content)(\/|$))/],
  ['.svelte-kit', /^(tsconfig\.json|[^/]+\.d\.ts|types|types\/.*)$/],
  ['.astro', /\.d\.ts$|^(collections|integrations)(\/|$)/],
  ['.react-router', /^/],
  ['.dart_tool', /^[^/]+\.json$|^version$/],
]);

/** Of `tsc -b`: without what says that it is up to date, which it is with the user's sources only. */
const COMPILED = /(?<!\.tsbuildinfo)$/;

/** Below `build`, of an editable install in setuptools' strict mode: a link for each of the package's files. */
const STRICT_EDITABLE = /^__editable__\..+/;

export const isGenerated = (directory: AbsolutePath): boolean =>
  generatedPaths(directory) !== undefined;

function generatedPaths(directory: AbsolutePath): RegExp | undefined {
  const framework = FRAMEWORKS.get(baseName(directory));
  if (framework !== undefined) return framework;
  const names = listDirectory(directory).map(({ name }) => name);
  if (names.some((name) => STRICT_EDITABLE.test(name))) return STRICT_EDITABLE;
  return isCompiled(directory) ? COMPILED : undefined;
}

/** What the checkout is to have for the directory at `subject.source`, one of `isGenerated`. */
export function describeGenerated(subject: Subject): Wanted {
  const wanted = generatedPaths(subject.source) ?? COMPILED; // what tells may have vanished
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
