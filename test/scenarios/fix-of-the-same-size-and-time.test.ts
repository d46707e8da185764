import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

// Many builds of git compare times in seconds: the fix is made in the second of the checkout.
test('a fix of the same size, then a linter that takes its time: the fix is committed', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': ['upper', 'slow 1100'] } },
  });
  await setTimeout(1000 - (Date.now() % 1000));
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toEqual({
    head: { 'apps/web/a.txt': 'A\n' },
    index: { 'apps/web/a.txt': 'A\n' },
    worktree: { 'apps/web/a.txt': 'A\n' },
  });
});
