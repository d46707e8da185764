// Hook tools that take unstaged changes out of the working tree and put them back as a patch. It does not apply on top
// of fixes that were published meanwhile, and the working tree would stay without them.
import { variable } from '../base/environment.ts';
import { Failure } from '../base/errors.ts';
import { inspect } from '../base/files.ts';
import { below } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';

/** Before fixes are published. Fails with `environment` where such a tool may be at work. */
export function refuseWhileHidden({ commonDirectory }: Repository): void {
  if (variable('PRE_COMMIT') !== undefined) {
    throw hidden('pre-commit or prek', {
      why: 'It could not put them back on top of the fixes.',
      next: 'Run `switchyard run` by hand and commit again. In its configuration, let it run `switchyard check`.',
    });
  }
  // Its jobs have this from the `rc:` file, which turns the hiding off.
  if (variable('SWITCHYARD_RUN') !== undefined) return;
  const patch = PATCHES.map((name) => below(commonDirectory, `info/${name}`)).find(
    (path) => inspect(path) !== undefined,
  );
  if (patch === undefined) return;
  throw hidden('lefthook', {
    why: `They are in ${patch}, and it could not put them back on top of the fixes.`,
    next: 'Add `rc: ./.lefthookrc` to lefthook.yml and run `lefthook install`. If it is not running, it left the patch behind: `git apply` what you miss of it, and remove it.',
  });
}

const PATCHES = ['lefthook-unstaged.patch', 'lefthook-unstaged-all.patch'];

const hidden = (tool: string, more: { readonly why: string; readonly next: string }): Failure =>
  new Failure(
    'environment',
    `${tool} hides unstaged changes: no fixes are staged meanwhile.`,
    more,
  );
