// Brings what was prepared into the working files.
import type { RepoPath } from '../base/paths.ts';
import type { Replacement } from './prepare-replacements.ts';
import { bringLateSaves, replaceWorkingFile, type Replaced } from './replace-working-file.ts';
import type { Space } from './space.ts';

/** What became of each, in order. A file whose bytes do not change is not touched. */
export async function applyReplacements(
  space: Space,
  replacements: readonly Replacement[],
): Promise<ReadonlyMap<RepoPath, Replaced>> {
  const done: { readonly replacement: Replacement; readonly replaced: Replaced }[] = [];
  for (const replacement of replacements) {
    done.push({ replacement, replaced: await replaceWorkingFile(space, replacement) });
  }
  for (const { replacement, replaced } of done) {
    await bringLateSaves(space, replacement.wish, replaced);
  }
  return new Map(done.map(({ replacement, replaced }) => [replacement.wish.place.path, replaced]));
}
