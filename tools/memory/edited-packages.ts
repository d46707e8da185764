// Adds the packages of `node_modules` whose files change where they are, without a new name or date of the package:
//
// - `file:` packages. bun and pnpm make their files hard links to the sources: an edit of one is one of both.
// - those to which patch-package applies a patch.
// - code that is generated: `prisma generate`.
import { dirname } from 'node:path';
import { listDirectory, lstat, readContent } from '../base/lookups.ts';
import { absolutePath, isWithin, joinPath, resolvePath, type AbsolutePath } from '../base/paths.ts';
import type { InputContext } from './installed.ts';

/** Whether a directory of `node_modules` has generated code. */
export const isGeneratedCode = (name: string): boolean => /^\.(prisma|zenstack)$/.test(name);

/** Whether a package of a store is a `file:` package, or has generated code beside it. */
export const isEditedInStore = (name: string): boolean =>
  /(^|@)file\+|^@prisma\+client@/.test(name);

/** Adds every file of those packages in the `node_modules` at `directory`. */
export function addEditedPackages(directory: AbsolutePath, context: InputContext): void {
  const parent = absolutePath(dirname(directory));
  const names = new Set([...filePackages(directory, parent, context), ...patchedPackages(parent)]);
  for (const name of names) {
    const path = joinPath(directory, name);
    if (lstat(path)?.isDirectory() === true) context.addSource(path);
  }
}

/** `"@acme/rules@file:packages/rules"`, in a file of pnpm's hoisted linker, or in bun's at the top of the workspace. */
function filePackages(
  directory: AbsolutePath,
  parent: AbsolutePath,
  { top, inputs }: InputContext,
): string[] {
  const files = [joinPath(directory, '.modules.yaml')];
  for (let at = parent; isWithin(top, at); at = resolvePath(at, '..')) {
    files.push(joinPath(at, 'bun.lock'));
    // Before bun 1.2; it is binary, and names are not beside paths.
    if (readContent(joinPath(at, 'bun.lockb'))?.includes('file:') === true) {
      inputs.markUncacheable();
    }
  }
  const texts = files.map((file) => readContent(file)?.toString() ?? '');
  return texts
    .flatMap((text) => [...text.matchAll(/"(@?[^"@]+)@file:/g)])
    .map(([, name = '']) => name);
}

/**
 * `patches/@acme+rules+1.0.0.patch`, and of a package inside of another `patches/preset++rules+1.0.0.patch`; the
 * directory may be given by an option in `scripts`.
 */
function patchedPackages(parent: AbsolutePath): string[] {
  const manifest = readContent(joinPath(parent, 'package.json'))?.toString() ?? '';
  const patches = /--patch-dir[ =]([\w./-]+)/.exec(manifest)?.[1] ?? 'patches';
  return listDirectory(resolvePath(parent, patches)).flatMap(({ name }) => {
    const nested = PATCH.exec(name)?.[1]?.split('++');
    return nested?.map((package_) => package_.replace('+', '/')).join('/node_modules/') ?? [];
  });
}

const PATCH = /^((?:(?:@[^+]+\+)?[^+]+\+\+)*(?:@[^+]+\+)?[^+]+)\+[^+].*\.patch$/;
