import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('tens of megabytes, and a line of megabytes, are fixed beside unstaged edits', async () => {
  const log = 'one line of a log that is long enough to be one\n'.repeat(250_000);
  const long = `${'x'.repeat(5_000_000)}\n`;
  const repo = scenario({
    head: {},
    index: { 'apps/web/log.txt': `a \n${log}b \n`, 'apps/web/long.txt': `a \n${long}b \n` },
    worktree: {
      'apps/web/log.txt': `mine \na \n${log}mine \n${log.slice(0, 480)}b \n`,
      'apps/web/long.txt': `a \n${long}mine \nb \n`,
    },
    services: { 'apps/web': { '*.txt': 'strip-trailing' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const { index, worktree } = repo.state();
  const right = [
    index['apps/web/log.txt'] === `a\n${log}b\n`,
    worktree['apps/web/log.txt'] === `mine \na\n${log}mine \n${log.slice(0, 480)}b\n`,
    index['apps/web/long.txt'] === `a\n${long}b\n`,
    worktree['apps/web/long.txt'] === `a\n${long}mine \nb\n`,
  ];
  expect(right).toEqual([true, true, true, true]);
});
