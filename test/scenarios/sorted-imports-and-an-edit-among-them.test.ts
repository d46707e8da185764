import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const services = { '.': { '*.txt': 'sort-lines' } };

test('an unstaged edit is where the sorter puts lines: no line is lost', async () => {
  const repo = scenario({
    index: { 'a.txt': 'path\nbeta\nalpha\nzeta\n' },
    worktree: { 'a.txt': 'beta\nalpha\nzeta\n' },
    services,
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.txt': 'alpha\nbeta\npath\nzeta\n' },
    worktree: { 'a.txt': 'beta\nalpha\nzeta\n' },
  });
});

test('an unstaged edit is where the sorter takes a line away: no line is there twice', async () => {
  const repo = scenario({
    index: { 'a.txt': 'beta\ngamma\nalpha\n' },
    worktree: { 'a.txt': 'beta\ngamma\nalpha, changed\n' },
    services,
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.txt': 'alpha\nbeta\ngamma\n' },
    worktree: { 'a.txt': 'beta\ngamma\nalpha, changed\n' },
  });
});
