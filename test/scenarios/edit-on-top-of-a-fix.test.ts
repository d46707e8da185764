import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the fix is committed, the edit stays, and the other fixes arrive in the working tree', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'ONE\n' },
    index: { 'apps/web/a.txt': 'one\n---\ntwo\n' },
    worktree: { 'apps/web/a.txt': 'one edited\n---\ntwo\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(0);
  expect(stderr).toContain('Your unstaged edits lie on top of fixes in apps/web/a.txt');
  expect(repo.state()).toEqual({
    head: { 'apps/web/a.txt': 'ONE\n---\nTWO\n' },
    index: { 'apps/web/a.txt': 'ONE\n---\nTWO\n' },
    worktree: { 'apps/web/a.txt': 'one edited\n---\nTWO\n' },
  });
});
