// Recognises what is not a package among installed packages.
import { lstat } from './lookups.ts';
import { baseName, joinPath, type AbsolutePath } from './paths.ts';

/** Whether an entry of `node_modules` with this name is a cache or temporary directory of a tool. */
export const isCacheOfTools = (name: string): boolean => CACHE.test(name);

const CACHE =
  /^\.(cache|vite|vite-temp|vitest|vitest-.*|tmp.*|turbo|swc|nx|astro|parcel-cache|eslintcache|ignored.*)$/;

/** Whether an entry of `node_modules` with this name is the store of linked packages (pnpm, npm, Yarn, bun). */
export const isStore = (name: string): boolean => STORES.has(name);

const STORES = new Set(['.pnpm', '.store', '.bun']);

/** One without `pyvenv.cfg`, of virtualenv before version 20 or made by hand, is known by its name. */
export const isVirtualenv = (directory: AbsolutePath): boolean =>
  lstat(joinPath(directory, 'pyvenv.cfg')) !== undefined ||
  (/^\.?venv$/.test(baseName(directory)) && lstat(joinPath(directory, 'bin')) !== undefined);
