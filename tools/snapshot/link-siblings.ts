// Links the directories beside the user's working tree beside the checkout, so that relative paths out of the
// repository (of a gem, a Go module, a crate) work. Not those that linters look for in the directories above a file.
import { dirname } from 'node:path';
import { makeLink } from '../base/files.ts';
import { linkText, listDirectory } from '../base/lookups.ts';
import { absolutePath, joinPath, isWithin, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';
import type { Slot } from './slot.ts';

/** Makes the links in `slot.directory` match the directories beside `top`; other files there are left alone. */
export function linkSiblings(top: AbsolutePath, slot: Slot): void {
  const parent = absolutePath(dirname(top));
  const wanted = new Map<string, AbsolutePath>();
  for (const { name, type } of parent === '/' ? [] : listDirectory(parent)) {
    const path = joinPath(parent, name);
    if (type !== 'directory' || path === top || isWithin(path, slot.directory)) continue;
    if (!NOT_LINKED.test(name)) wanted.set(name, path);
  }
  if (wanted.size > MAX_SIBLINGS) wanted.clear();
  for (const { name, type } of listDirectory(slot.directory)) {
    const path = joinPath(slot.directory, name);
    if (type === 'link' && linkText(path) !== wanted.get(name)) remove(path);
    else wanted.delete(name);
  }
  for (const [name, path] of wanted) makeLink(joinPath(slot.directory, name), path);
}

/** With more, none are linked: that is a directory like `/tmp`, not of projects that refer to each other. */
const MAX_SIBLINGS = 100;

/** Names that linters look for in directories above, and files of the slot that are made later. */
const NOT_LINKED = /^(\.|(node_modules|clock|begin|watched|attributes|sparse)$)/;
