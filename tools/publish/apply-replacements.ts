// Puts prepared replacements in the place of working files, then merges what was saved into the old ones meanwhile.
import { dirname } from 'node:path';
import { inspect, syncAll } from '../base/files.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Replacement } from './prepare-replacements.ts';
import { bringLateSaves, replaceWorkingFile, type Replaced } from './replace-working-file.ts';
import type { Space } from './space.ts';

/** The result for each path. A file whose bytes would not change is not touched. */
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
  await syncElsewhere(space, replacements);
  return new Map(done.map(({ replacement, replaced }) => [replacement.wish.place.path, replaced]));
}

/**
 * Syncs the directories of working files on other file systems than the space's. On the space's own, the removal of the
 * intent cannot reach the disk before the renames.
 */
async function syncElsewhere(space: Space, replacements: readonly Replacement[]): Promise<void> {
  const directories = replacements
    .filter(({ wish }) => wish.place.beside !== undefined)
    .map(({ wish }) => dirname(below(space.top, wish.place.path)) as AbsolutePath);
  await syncAll([...new Set(directories)].filter((one) => inspect(one)?.isDirectory() === true));
}
