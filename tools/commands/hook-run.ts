// The id that the hook's `rc:` file gives to one `git commit`, whose jobs are separate processes.
import { variable } from '../base/environment.ts';
import { Failure } from '../base/errors.ts';

/**
 * The id of the hook run. Fails with `usage` if the `rc:` file was not sourced: then lefthook hides unstaged changes
 * while its jobs run, and publishing would lose them.
 */
export function hookRun(command: string): string {
  const run = variable('SWITCHYARD_RUN');
  if (run !== undefined && variable('SWITCHYARD_TOP') !== undefined && /^[\w-]+$/.test(run)) {
    return run;
  }
  throw new Failure('usage', `\`switchyard ${command}\` is for lefthook's jobs.`, {
    why: 'SWITCHYARD_RUN and SWITCHYARD_TOP are not set: the `rc:` file of lefthook.yml was not read.',
    next: 'By hand, use `switchyard run`. For lefthook, add `rc: ./.lefthookrc` to lefthook.yml (an `rc:` in lefthook-local.yml replaces it) and run `lefthook install`.',
  });
}
