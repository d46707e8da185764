// Puts prepared replacements in the place of working files, then merges what was saved into the old ones meanwhile.
import { dirname } from 'node:path';
import { lstatIfExists, syncAll } from '../base/files.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Replacement } from './prepare-replacements.ts';
import { mergeLateSaves, replaceWorkingFile, type Replaced } from './replace-working-file.ts';
import type { WorkArea } from './work-area.ts';

/** The result for each path. A file whose bytes would not change is not touched. */
export async function applyReplacements(
  area: WorkArea,
  replacements: readonly Replacement[],
): Promise<ReadonlyMap<RepoPath, Replaced>> {
  const done: { readonly replacement: Replacement; readonly replaced: Replaced }[] = [];
  for (const replacement of replacements) {
    done.push({ replacement, replaced: await replaceWorkingFile(area, replacement) });
  }
  for (const { replacement, replaced } of done) {
    await mergeLateSaves(area, replacement.pending, replaced);
  }
  await syncElsewhere(area, replacements);
  return new Map(
    done.map(({ replacement, replaced }) => [replacement.pending.file.path, replaced]),
  );
}

/**
 * Syncs the directories of working files that are on other file systems than the work area. On the work area's own file
 * system, the removal of the intent cannot reach the disk before the renames.
 */
async function syncElsewhere(area: WorkArea, replacements: readonly Replacement[]): Promise<void> {
  const directories = replacements
    .filter(({ pending }) => pending.file.beside !== undefined)
    .map(({ pending }) => dirname(joinPath(area.top, pending.file.path)) as AbsolutePath);
  await syncAll(
    [...new Set(directories)].filter((one) => lstatIfExists(one)?.isDirectory() === true),
  );
}
