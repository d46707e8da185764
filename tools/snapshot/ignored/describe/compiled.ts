// Recognises output directories of `tsc -b`, by its state file `*.tsbuildinfo`, which says that the outputs are up to
// date. It lies in the directory or, with `rootDir` "src", beside it.
import { dirname } from 'node:path';
import { listDirectory, readContent } from '../../../base/lookups.ts';
import {
  absolutePath,
  joinPath,
  isWithin,
  resolvePath,
  type AbsolutePath,
} from '../../../base/paths.ts';
import { remove } from '../../../base/remove.ts';

/** Whether the directory holds output of `tsc -b`. */
export const isCompiled = (directory: AbsolutePath): boolean =>
  holdsState(directory) || statesBeside(directory).length > 0;

/** Removes state files beside `directory`. To be called when its outputs were replaced, which makes them untrue. */
export function forgetCompilation(directory: AbsolutePath): void {
  for (const state of statesBeside(directory)) remove(state);
}

/** Whether there is a state file in `directory`, or in the first directories below it. */
function holdsState(directory: AbsolutePath, levels = 2): boolean {
  const children = listDirectory(directory);
  if (children.some(({ name }) => isState(name))) return true;
  if (levels === 0) return false;
  const inside = children.filter(({ type }) => type === 'directory').slice(0, 20);
  return inside.some(({ name }) => holdsState(joinPath(directory, name), levels - 1));
}

/** The state files beside `directory` whose output directory (`"outDir":"./dist"`) is in `directory`. */
function statesBeside(directory: AbsolutePath): AbsolutePath[] {
  const parent = absolutePath(dirname(directory));
  return listDirectory(parent)
    .filter(({ name, type }) => type === 'file' && isState(name))
    .map(({ name }) => joinPath(parent, name))
    .filter((state) =>
      outputs(state).some((path) => isWithin(directory, resolvePath(parent, path))),
    );
}

function outputs(state: AbsolutePath): string[] {
  const text = readContent(state)?.toString() ?? '';
  return [...text.matchAll(/"(?:outDir|declarationDir)": ?"([^"]*)"/g)].map(
    ([, path = '']) => path,
  );
}

const isState = (name: string): boolean => name.endsWith('.tsbuildinfo');
