// Paths out of the repository. Relative ones lead to the directories beside the working tree, to which snapshots have
// links.
import { dirname } from 'node:path';
import { absolutePath, joinPath, isWithin, type AbsolutePath } from '../base/paths.ts';

/** What lies beside the working tree `top` and is or holds `path`; `undefined` if that is elsewhere. */
export function siblingOf(top: AbsolutePath, path: AbsolutePath): AbsolutePath | undefined {
  const parent = absolutePath(dirname(top));
  if (parent === '/' || !isWithin(parent, path)) return undefined;
  const [name = ''] = path.slice(parent.length + 1).split('/');
  if (name === '') return undefined; // the directory above itself, as `../../../*` names it
  const neighbour = joinPath(parent, name);
  return neighbour === top ? undefined : neighbour;
}

/** Paths at which there are no files that somebody writes. */
export const SYSTEM_PATHS = /^\/(dev|proc|sys)\//;
