// What lies beside the user's working tree, as links beside the checkout: relative paths that lead out of the
// repository (of a gem, a Go module, a crate) arrive. Nothing that linters find by climbing is among it.
import { dirname } from 'node:path';
import { makeLink } from '../base/files.ts';
import { linkText, listDirectory } from '../base/look.ts';
import { absolutePath, below, isWithin, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import type { Slot } from './slot.ts';

/** Makes the links in `slot.directory` those of the directories beside `top`; its other files stay. */
export function linkNeighbours(top: AbsolutePath, slot: Slot): void {
  const parent = absolutePath(dirname(top));
  const wanted = new Map<string, AbsolutePath>();
  for (const { name, type } of parent === '/' ? [] : listDirectory(parent)) {
    const path = below(parent, name);
    if (type !== 'directory' || path === top || isWithin(path, slot.directory)) continue;
    if (!NOT_LINKED.test(name)) wanted.set(name, path);
  }
  if (wanted.size > MOST) wanted.clear();
  for (const { name, type } of listDirectory(slot.directory)) {
    const path = below(slot.directory, name);
    if (type === 'link' && linkText(path) !== wanted.get(name)) remove(path);
    else wanted.delete(name);
  }
  for (const [name, path] of wanted) makeLink(below(slot.directory, name), path);
}

/** More are no projects that know each other, but `/tmp`; and each costs every commit. */
const MOST = 100;

/** What linters climb for, and the one file of a slot that comes later than these links. */
const NOT_LINKED = /^(\.|(node_modules|clock)$)/;
