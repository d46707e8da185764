import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the last file of a service is deleted', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'a\n', 'apps/core/b.txt': 'b\n' },
    index: { 'apps/web/a.txt': null, 'apps/core/b.txt': 'c\n' },
    worktree: { 'apps/web/a.txt': null },
    services: { 'apps/web': { '*.txt': 'upper' }, 'apps/core': { '*.txt': 'upper' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toEqual({ 'apps/core/b.txt': 'C\n' });
});

test('a configuration file is a link to another file', async () => {
  const repo = scenario({
    head: {
      '.lintstagedrc.json': { link: '.config/lint-staged.json' },
      '.config/lint-staged.json': '{ "*.txt": "upper" }\n',
    },
    index: { 'a.txt': 'a\n' },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toMatchObject({ 'a.txt': 'A\n' });
});

test('of two configuration files in one directory the second is named', async () => {
  const repo = scenario({
    head: {
      '.lintstagedrc.json': '{ "*.txt": "upper" }\n',
      'lint-staged.config.mjs': 'export default { "*.txt": "fail" };\n',
    },
    index: { 'a.txt': 'a\n' },
  });
  const { exitCode, stderr } = await repo.switchyard(['run']);
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('lint-staged.config.mjs is not read') as string,
  });
});
