import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const alone = '#!/bin/sh\nset -C; : > ../busy || exit 1; sleep 0.3; rm ../busy\n';

const three = () => {
  const repo = scenario({
    index: { 'a/a.txt': '', 'b/b.txt': '', 'c/c.txt': '' },
    services: { a: { '*.txt': 'alone' }, b: { '*.txt': 'alone' }, c: { '*.txt': 'alone' } },
  });
  repo.write({ 'node_modules/.bin/alone': { executable: alone } });
  return repo;
};

test('with --concurrency 1 no two linters run at the same time, of whatever service', async () => {
  expect(await three().switchyard(['run'])).toMatchObject({ exitCode: 1 });
  expect(await three().switchyard(['run', '--concurrency', '1'])).toMatchObject({ exitCode: 0 });
});

test.each(['0', '-1', 'many', '1.5'])('--concurrency %s is refused', async (value) => {
  const { exitCode, stderr } = await three().switchyard(['run', `--concurrency=${value}`]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 });
  expect(stderr).toContain('--concurrency');
});
