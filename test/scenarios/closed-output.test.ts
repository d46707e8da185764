import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a reader that goes away early does not change the exit code', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'fail' } },
  });
  const { child, ended } = repo.startSwitchyard(['run']);
  child.stdout?.destroy();
  expect(await ended).toMatchObject({ exitCode: 1, stderr: '' });
});
