// Detects settings with which git could not read the index that publishing writes.
import { Failure } from '../base/errors.ts';
import { lstatIfExists } from '../base/files.ts';
import { joinPath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';

/**
 * Called before fixes are published. Fails with `environment` if git would make the index sparse and then split it: it
 * dies of that, unless the index is split already, as the one that it last wrote itself.
 */
export async function refuseSplitAndSparse({
  gitDirectory,
  gitContext,
}: Repository): Promise<void> {
  if (lstatIfExists(joinPath(gitDirectory, 'info/sparse-checkout')) === undefined) return;
  const asked = ['config', '--type=bool', '--get-regexp', `^(${SETTINGS.join('|')})$`];
  const { stdout } = await git(gitContext, asked, { expected: [1, 128] });
  // `core.splitindex true`, one a line; our own `core.splitindex false` comes last.
  const lines = stdout.toString().split('\n').slice(0, -1);
  lines.splice(lines.lastIndexOf('core.splitindex false'), 1);
  const isOn = (name: string): boolean =>
    lines.findLast((line) => line.startsWith(`${name} `)) === `${name} true`;
  if (!SETTINGS.every(isOn)) return;
  throw new Failure(
    'environment',
    'core.splitIndex and index.sparse are both set: no fixes can be staged.',
    {
      why: 'git cannot read a sparse index that it is to split.',
      next: 'Choose one: `git config core.splitIndex false`, or `git config index.sparse false`.',
    },
  );
}

const SETTINGS = [
  'core.splitindex',
  'index.sparse',
  'core.sparsecheckout',
  'core.sparsecheckoutcone', // `git sparse-checkout` writes it
];
