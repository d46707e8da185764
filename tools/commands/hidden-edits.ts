// Detects hook tools that take unstaged changes out of the working tree while they run, and restore them from a patch
// later. After fixes were published that patch would not apply, and the unstaged changes would be missing.
import { variable } from '../base/environment.ts';
import { Failure } from '../base/errors.ts';
import { lstatIfExists } from '../base/files.ts';
import { joinPath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';

/** Called before fixes are published. Fails with `environment` if such a tool may be running. */
export function refuseWhileHidden({ commonDirectory }: Repository): void {
  if (variable('PRE_COMMIT') !== undefined) {
    throw hidden('pre-commit or prek', {
      why: 'It could not put them back on top of the fixes.',
      next: 'Run `switchyard run` by hand and commit again. In its configuration, let it run `switchyard check`.',
    });
  }
  // lefthook with switchyard's `rc:` file, which sets this and turns the hiding off.
  if (variable('SWITCHYARD_RUN') !== undefined) return;
  const patch = PATCHES.map((name) => joinPath(commonDirectory, `info/${name}`)).find(
    (path) => lstatIfExists(path) !== undefined,
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
