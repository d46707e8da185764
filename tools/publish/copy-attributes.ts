// Gives files the owner, mode, access list and extended attributes of others.
import { spawn } from 'node:child_process';
import { checkpoint } from '../base/checkpoint.ts';
import { inherited } from '../base/environment.ts';
import { inspect, setOwnerAndMode } from '../base/files.ts';
import { joinNames } from '../base/names.ts';
import type { AbsolutePath } from '../base/paths.ts';

export interface AttributeCopy {
  readonly from: AbsolutePath;
  readonly to: AbsolutePath;
}

/**
 * Copies the attributes of each `from`. Returns those that did not get them all. Extended attributes
 * need GNU cp, as Node cannot read them: where there is none, they are not copied.
 */
export async function copyAttributes(
  copies: readonly AttributeCopy[],
): Promise<readonly AttributeCopy[]> {
  if (copies.length === 0) return [];
  await copyWithCp(copies);
  return copies.filter(({ from, to }) => {
    const like = inspect(from);
    return like === undefined || !setOwnerAndMode(to, like);
  });
}

/** One `cp` a pair; `xargs` starts them, as it can hand over names that are not UTF-8. */
function copyWithCp(copies: readonly AttributeCopy[]): Promise<void> {
  checkpoint('before cp');
  // The new content's time is its own; `all` is lenient where the file system has no attributes.
  const cp = ['cp', '--attributes-only', '--preserve=all', '--no-preserve=timestamps,links'];
  return new Promise((resolve) => {
    const child = spawn('xargs', ['-0', '-n', '2', ...cp, '-T', '--'], {
      env: inherited(),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(joinNames(copies.flatMap(({ from, to }) => [from, to])));
    child.on('error', () => {
      resolve();
    });
    child.on('close', () => {
      checkpoint('after cp');
      resolve();
    });
  });
}
