// Tells from when on a change of a file shows in its change time: file systems record times in steps.
import type { BigIntStats } from 'node:fs';
import { lstat } from './lookups.ts';
import type { AbsolutePath } from './paths.ts';

/** Whether a change from now on would show in the identity. */
export const isSettled = (path: AbsolutePath): boolean => settlesAt(lstat(path)) < Date.now();

/** From when on a further change would show, in milliseconds since 1970; 0 if nothing is there. */
export function settlesAt(found: BigIntStats | undefined): number {
  if (found === undefined) return 0;
  const isCoarse = found.ctimeNs % 1_000_000_000n === 0n; // ext3 and HFS+ record seconds, FAT every other one
  return Number(found.ctimeMs) + (isCoarse ? 2_000 : 0) + STEP;
}

/** Milliseconds; other file systems have shorter steps. */
const STEP = 50;
