// Describes Yarn's table of package locations (`.pnp.cjs`). Its paths are relative to it. Those of packages in Yarn's
// caches, global or of this project (which is linked), are rewritten to their real location, as Node looks them up by
// real path.
import { dirname, join, relative } from 'node:path';
import { absolutePath, joinPath, isWithin, type AbsolutePath } from '../../../base/paths.ts';
import { lstat, readContent } from '../../../base/lookups.ts';
import { text, addDependency } from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Whether a file with this name is such a table. */
export const isPlugAndPlay = (name: string): boolean => /^\.pnp\.(c?js|data\.json)$/.test(name);

/** Describes the table at `pair.source`. */
export function describePlugAndPlay({
  source,
  target,
  context,
}: PathPair): EntryDescription | undefined {
  addDependency(context, source);
  const mode = lstat(source)?.mode;
  const table = readContent(source)?.toString();
  if (mode === undefined || table === undefined) return undefined;
  const from = absolutePath(dirname(source));
  const to = absolutePath(dirname(target));
  const stays = (path: AbsolutePath): boolean =>
    !context.mappings.some((move) => isWithin(move.from, path)) ||
    KEPT.some((place) => isWithin(joinPath(from, place), path));
  const moved = table
    // "packageLocation": "../../home/me/.yarn/berry/cache/eslint-….zip/node_modules/eslint/"
    .replace(/("packageLocation": *")(\.\.?\/[^"]*)/g, (all, key: string, path: string) => {
      const target = absolutePath(join(from, path));
      return stays(target) ? `${key}${relative(to, target)}/` : all;
    })
    // "./.yarn/__virtual__/eslint-utils-virtual-77aa/4/home/me/…": from ./.yarn four levels up
    .replace(
      /("packageLocation": *"\.\/)([^"]*?)(__virtual__\/[^"/]+\/)(\d+)\/([^"]*)/g,
      (all, key: string, folder: string, virtual: string, levels: string, path: string) => {
        const target = absolutePath(join(from, folder, '../'.repeat(Number(levels)), path));
        const [, up = '', down = ''] =
          /^((?:\.\.\/)*)(.*)$/.exec(relative(join(to, folder), target)) ?? [];
        return stays(target) ? `${key}${folder}${virtual}${up.length / 3}/${down}/` : all;
      },
    );
  return text(Buffer.from(moved), Number(mode & 0o777n));
}

/** Directories in which Yarn keeps the packages of one project, relative to the table. */
const KEPT = ['.yarn/cache', '.yarn/unplugged'];
