import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each(['false', 'true'])(
  'core.ignoreCase=%s: the new name is linted and committed',
  async (ignoreCase) => {
    const repo = scenario({
      head: { 'apps/web/readme.txt': 'a\nb\n', 'apps/web/lib/x.txt': 'x\n' },
      services: { 'apps/web': { '**/*.txt': 'upper' } },
    });
    repo.git('config', 'core.ignoreCase', ignoreCase);
    repo.git('mv', 'apps/web/readme.txt', 'apps/web/README.txt');
    repo.git('mv', 'apps/web/lib', 'apps/web/Lib');
    repo.write({ 'apps/web/README.txt': 'a\nb\nmine\n' });
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    const fixed = { 'apps/web/README.txt': 'A\nB\n', 'apps/web/Lib/x.txt': 'X\n' };
    expect(repo.state()).toEqual({
      head: fixed,
      index: fixed,
      worktree: { ...fixed, 'apps/web/README.txt': 'A\nB\nmine\n' },
    });
  },
);
