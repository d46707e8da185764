import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the first commit has the fixes, and unstaged lines stay out of it', async () => {
  const repo = scenario({
    index: { 'apps/web/a.txt': 'a\n' },
    worktree: { 'apps/web/a.txt': 'a\nunstaged\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toEqual({
    head: { 'apps/web/a.txt': 'A\n' },
    index: { 'apps/web/a.txt': 'A\n' },
    worktree: { 'apps/web/a.txt': 'A\nunstaged\n' },
  });
});
