// Merges any number of files: by comparing bytes where that is enough, else by the changed lines that git finds.
import { BrokenInvariant } from '../../base/errors.ts';
import type { AbsolutePath } from '../../base/paths.ts';
import { diffSides, type ConvertedSides, type SideHunks, type Sides } from './diff.ts';
import { matchLineEnds } from './match-line-ends.ts';
import { readIdent } from './ident.ts';
import { alignLineEnds, type AlignedSides } from './align-line-ends.ts';
import { merge, type Merge } from './merge.ts';
import { readUtf16 } from './utf-16.ts';

interface MergePlan {
  /** The result, if bytes decide, or the texts that git is to compare. */
  readonly way: Merge | AlignedSides;
  /** Converts the merged text back, if `way` is of converted texts. */
  readonly restore?: ConvertedSides['restore'];
}

/**
 * One result for each file, in order. git is asked once for all files that need it, if any does. `newScratch` names a
 * directory that does not exist yet; the caller removes it.
 */
export async function mergeFiles(
  files: readonly Sides[],
  newScratch: () => AbsolutePath,
): Promise<Merge[]> {
  const plans = files.map(plan);
  const open = plans.map(({ way }) => way).filter((way) => 'compared' in way);
  const hunks =
    open.length === 0
      ? []
      : await diffSides(
          newScratch(),
          open.map(({ compared }) => compared),
        );
  let next = 0;
  return plans.map(({ way, restore }) => {
    const result = 'compared' in way ? byLines(way, hunks[next++]) : way;
    return restore === undefined ? result : { ...result, merged: restore(result.merged) };
  });
}

export async function mergeFile(sides: Sides, newScratch: () => AbsolutePath): Promise<Merge> {
  const [result] = await mergeFiles([sides], newScratch);
  if (result === undefined) throw new BrokenInvariant('one file was merged into none');
  return result;
}

function plan(sides: Sides): MergePlan {
  const { base, edit, fix } = sides;
  if (edit.equals(base)) return { way: { merged: fix, keptEdit: false } };
  if (edit.equals(fix) || fix.equals(base)) return { way: { merged: edit, keptEdit: false } };
  const readable = readIdent(sides) ?? readUtf16(sides);
  if (readable !== undefined) return { ...readable, way: compare(readable.sides) };
  if ([base, edit, fix].some((text) => text.length > MAX_SIZE || text.includes(0))) {
    return { way: { merged: edit, keptEdit: true } };
  }
  return { way: compare(sides) };
}

function compare(sides: Sides): Merge | AlignedSides {
  const aligned = alignLineEnds(sides);
  const { compared, merged, mixed, mark } = aligned;
  if (compared.edit.equals(compared.base) && !mixed) return withMark(mark, merged.fix, false);
  if (compared.edit.equals(compared.fix)) return withMark(mark, merged.edit, false);
  return aligned;
}

/** Bytes: git does not compare larger files. */
const MAX_SIZE = 1000 << 20;

const withMark = (mark: Buffer, merged: Buffer, keptEdit: boolean): Merge => ({
  merged: Buffer.concat([mark, merged]),
  keptEdit,
});

function byLines(
  { compared, merged, mixed, mark }: AlignedSides,
  hunks: SideHunks | undefined,
): Merge {
  const isFound = (side: 'edit' | 'fix'): boolean =>
    (hunks?.[side].length ?? 0) > 0 || compared[side].equals(compared.base);
  if (hunks === undefined || !isFound('edit') || !isFound('fix')) {
    throw new BrokenInvariant('git diff did not mention a file that differs');
  }
  const { base, edit, fix } = mixed ? matchLineEnds(merged, hunks) : merged;
  const result = merge(base, edit, fix, hunks.edit, hunks.fix);
  return withMark(mark, result.merged, result.keptEdit);
}
