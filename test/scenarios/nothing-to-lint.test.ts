import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const services = { 'apps/web': { '*.txt': 'fail' } };

test('a commit whose files no service owns goes through, and says why nothing ran', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'a\n' },
    index: { 'README.md': 'r\n' },
    services,
  });
  expect(await repo.commit()).toMatchObject({
    exitCode: 0,
    stderr: 'Nothing to do: no staged file belongs to a service (1 file).\n',
  });
});

test('a deleted file is not linted', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'a\n', 'apps/web/b.txt': 'b\n' },
    index: { 'apps/web/a.txt': null },
    services,
  });
  expect(await repo.commit()).toMatchObject({
    exitCode: 0,
    stderr: 'Nothing to do: nothing is staged that could be linted.\n',
  });
  expect(repo.state().head).toEqual({ 'apps/web/b.txt': 'b\n' });
});

test('a pattern of lint-staged’s with an empty list is no task', async () => {
  const repo = scenario({
    head: { '.lintstagedrc.json': '{ "*.txt": [] }\n' },
    index: { 'a.txt': 'a\n' },
  });
  expect(await repo.commit()).toMatchObject({
    exitCode: 0,
    stderr: 'Nothing to do: no task of . matches a staged file (1 file).\n',
  });
});
