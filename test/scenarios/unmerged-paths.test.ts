import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the run is refused with their names, and nothing is changed', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  repo.git('checkout', '-q', '-b', 'side');
  repo.write({ 'apps/web/a.txt': 'side\n' });
  repo.git('commit', '-qam', 'side', '--no-verify');
  repo.git('checkout', '-q', 'main');
  repo.write({ 'apps/web/a.txt': 'main\n' });
  repo.git('commit', '-qam', 'main', '--no-verify');
  expect(() => repo.git('merge', '-q', 'side')).toThrow();
  repo.write({ 'apps/web/b.txt': 'b\n' });
  repo.git('add', 'apps/web/b.txt');
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.switchyard(['run']);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/unmerged paths[^]*apps\/web\/a\.txt[^]*Nothing was changed\./);
  expect(repo.fingerprint()).toEqual(before);
});
