// Commits in a scenario as a user to whom the system says no, as it never does to root.
import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { dirname } from 'node:path';
import { BINARY } from './binary.ts';
import type { Scenario } from './scenario.ts';

export const NOBODY = 65_534;

export interface Committed {
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Makes everything of `repo` that user's, and returns what commits as they do; `undefined` where this process
 * cannot become another user, or that one cannot start the program.
 */
export function asNobody(repo: Scenario): ((...args: string[]) => Committed) | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const own = dirname(repo.directory);
  spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, own]);
  chownSync(own, NOBODY, NOBODY);
  const run = (program: string, args: readonly string[]): Committed => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: repo.directory,
      env: repo.environment,
      uid: NOBODY,
      gid: NOBODY,
      encoding: 'utf8',
    });
    return { exitCode: status, output: `${stdout}${stderr}` };
  };
  if (run(process.execPath, [BINARY, '--version']).exitCode !== 0) return undefined;
  return (...args) => run('git', ['commit', '-m', 'change', ...args]);
}
