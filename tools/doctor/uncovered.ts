// Counts tracked files without a task, by file name extension.
import { baseName, type RepoPath } from '../base/paths.ts';

// Files for which nobody expects a linter.
const MEDIA =
  /\.(?:png|jpe?g|gif|svg|ico|webp|avif|pdf|woff2?|ttf|otf|eot|mp[34]|webm|zip|gz|jar|wasm|snap|lock|lockb|map|csv|txt)$/i;

/** The `most` most frequent extensions among `paths` (`*.ext`, or the whole name without one), most files first. */
export function uncoveredEndings(
  paths: readonly RepoPath[],
  most: number,
): { ending: string; files: number }[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const name = baseName(path);
    if (MEDIA.test(name) || name.startsWith('.')) continue;
    const dot = name.lastIndexOf('.');
    const ending = dot === -1 ? name : `*${name.slice(dot)}`;
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return [...counts]
    .map(([ending, files]) => ({ ending, files }))
    .sort((a, b) => b.files - a.files || (a.ending < b.ending ? -1 : 1))
    .slice(0, most);
}
