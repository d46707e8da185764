import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each([
  ' leading and trailing .txt',
  '-rf.txt',
  '$(touch pwned).txt',
  "it's [id] {a,b} *.txt",
  'new\nline.txt',
  ':(glob)x.txt',
  'ä€😀.txt',
])('%j is linted and fixed', async (name) => {
  const path = `apps/web/${name}`;
  const repo = scenario({
    head: {},
    index: { [path]: 'a\n' },
    worktree: { [path]: 'a\nunstaged\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toEqual({
    head: { [path]: 'A\n' },
    index: { [path]: 'A\n' },
    worktree: { [path]: 'A\nunstaged\n' },
  });
});
