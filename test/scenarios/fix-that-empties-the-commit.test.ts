import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the commit is refused, and nothing is changed', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'A\n' },
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'this commit would be empty: they undo what is staged in apps/web/a.txt.',
  );
  expect(stderr).toMatch(/\nNothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});
