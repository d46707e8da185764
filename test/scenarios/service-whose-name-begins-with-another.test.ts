import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('each linter runs in its own service, with its own files', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/core/a.txt': 'a\n', 'apps/core-legacy/b.txt': 'b\n', 'apps/c.txt': 'c\n' },
    services: {
      'apps/core': { '*.txt': 'echo-args core' },
      'apps/core-legacy': { '*.txt': 'echo-args legacy' },
    },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const calls = repo.recorded().map(({ argv, cwd }) => [...argv, cwd.replace(/^.*\/apps\//, '')]);
  expect(calls.sort()).toEqual([
    ['core', 'a.txt', 'core'],
    ['legacy', 'b.txt', 'core-legacy'],
  ]);
});
