// What lies where packages are installed and is none: known by name.
import { look } from './look.ts';
import { baseName, below, type AbsolutePath } from './paths.ts';

/** Whether tools keep something called so in `node_modules` while they run. */
export const isCacheOfTools = (name: string): boolean => CACHE.test(name);

const CACHE =
  /^\.(cache|vite|vite-temp|vitest|vitest-.*|tmp.*|turbo|swc|nx|astro|parcel-cache|eslintcache|ignored.*)$/;

/** Whether it is where pnpm, npm's or Yarn's linked installs or bun keep what `node_modules` links to. */
export const isStore = (name: string): boolean => STORES.has(name);

const STORES = new Set(['.pnpm', '.store', '.bun']);

/** One without `pyvenv.cfg`, of virtualenv before version 20 or made by hand, is known by its name. */
export const isVirtualenv = (directory: AbsolutePath): boolean =>
  look(below(directory, 'pyvenv.cfg')) !== undefined ||
  (/^\.?venv$/.test(baseName(directory)) && look(below(directory, 'bin')) !== undefined);
