// Adds installed gems to the inputs of a result, as RubyGems and Bundler lay them out.
import { listDirectory } from '../base/lookups.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import type { InputCollector } from './inputs.ts';
import { addListing } from './installed.ts';

/** Adds the directories of gems in or below `root`. */
export function addGems(root: AbsolutePath, inputs: InputCollector): void {
  for (const home of gemHomes(root)) addGemHome(home, inputs);
}

export function addGemHome(home: AbsolutePath, inputs: InputCollector): void {
  for (const part of ['specifications', 'specifications/default', 'gems', 'bundler/gems']) {
    addListing(joinPath(home, part), inputs);
  }
}

/** Other directories have one called `specifications`, too: what is in it tells. */
export const isGemHome = (directory: AbsolutePath): boolean =>
  ['specifications', 'specifications/default'].some((part) =>
    listDirectory(joinPath(directory, part)).some(({ name }) => name.endsWith('.gemspec')),
  );

/** The homes of gems: `root` itself, `root/3.3.0`, `root/ruby/3.3.0`. */
function gemHomes(root: AbsolutePath, depth = 2): AbsolutePath[] {
  if (isGemHome(root)) return [root];
  if (depth === 0) return [];
  return listDirectory(root)
    .filter(({ name, type }) => type !== 'file' && /^(j?ruby|truffleruby|\d[\w.+-]*)$/.test(name))
    .flatMap(({ name }) => gemHomes(joinPath(root, name), depth - 1));
}
