import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each([
  ['--assume-unchanged', 'h'],
  ['--skip-worktree', 'S'],
])('%s: the fix is committed, the flag and the hidden edit stay', async (flag, tag) => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'x\n', 'other.txt': 'o\n' },
    index: { 'apps/web/a.txt': 'a\n', 'apps/web/b.txt': 'b\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  repo.git('update-index', flag, 'apps/web/a.txt', 'other.txt');
  repo.write({ 'apps/web/a.txt': 'a\nmine\n', 'other.txt': 'mine\n' });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const fixed = { 'apps/web/a.txt': 'A\n', 'apps/web/b.txt': 'B\n', 'other.txt': 'o\n' };
  expect(repo.state()).toEqual({
    head: fixed,
    index: fixed,
    worktree: { ...fixed, 'apps/web/a.txt': 'A\nmine\n', 'other.txt': 'mine\n' },
  });
  expect(repo.git('ls-files', '-v', 'apps', 'other.txt')).toBe(
    `${tag} apps/web/a.txt\nH apps/web/b.txt\n${tag} other.txt\n`,
  );
});
