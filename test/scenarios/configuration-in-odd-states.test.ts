import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the last file of a service is deleted: its declaration goes in the same commit', async () => {
  const declaring = (...names: string[]): string =>
    `${JSON.stringify({ services: Object.fromEntries(names.map((name) => [name, { '*.txt': 'upper' }])) })}\n`;
  const repo = scenario({
    head: {
      'apps/web/a.txt': 'A\n',
      'apps/core/b.txt': 'B\n',
      'switchyard.config.json': declaring('apps/web', 'apps/core'),
    },
    index: { 'apps/web/a.txt': null, 'apps/core/b.txt': 'c\n' },
    worktree: { 'apps/web/a.txt': null },
  });
  const before = repo.state();
  const refused = await repo.commit();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.stderr).toContain('at services["apps/web"]: expected a directory that exists');
  expect(repo.state()).toEqual(before);

  repo.write({ 'switchyard.config.json': declaring('apps/core') });
  repo.git('add', 'switchyard.config.json');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toMatchObject({ 'apps/core/b.txt': 'C\n' });
  expect(await repo.switchyard(['check', '--from', 'HEAD~1'])).toMatchObject({ exitCode: 0 });
});

test.each(['apps/web', 'apps'])(
  '%s is replaced by a link: a service there is refused by the link, staged or committed',
  async (link) => {
    const repo = scenario({
      head: { 'apps/web/a.txt': 'A\n', 'b.txt': 'B\n' },
      index: { 'apps/web/a.txt': null, 'b.txt': 'b\n' },
      services: { '.': { '*.txt': 'upper' }, 'apps/web': { '*.txt': 'upper' } },
    });
    repo.write({ [link]: { link: '../outside' }, '../outside/web/a.txt': 'a\n' });
    repo.git('add', link);
    const before = repo.state();
    const refused = `expected a directory that exists, found the symbolic link "${link}".`;
    expect((await repo.commit()).stderr).toContain(refused);
    expect((await repo.switchyard(['doctor'])).stdout).toContain(refused);
    expect(repo.state()).toEqual(before);
    repo.git('commit', '-qm', 'link', '--no-verify');
    repo.write({ 'b.txt': 'c\n' });
    repo.git('add', 'b.txt');
    expect((await repo.commit()).stderr).toContain(refused);
  },
);

test('a service of which nothing is staged, declared in the commit', async () => {
  const repo = scenario({
    head: { 'a.txt': 'A\n' },
    index: { 'switchyard.config.json': '{ "services": { "apps/web": { "*.txt": "upper" } } }\n' },
    worktree: { 'apps/web/a.txt': 'a\n' },
  });
  const refused = await repo.commit();
  expect(refused.stderr).toContain('at services["apps/web"]: expected a directory that exists');
  repo.git('add', 'apps/web');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
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

test('a configuration that cannot be imported: its own reason, and nothing of how it was imported', async () => {
  const repo = scenario({
    head: {
      'lint-staged.config.mjs': "import 'not-installed';\nexport default { '*': 'upper' };\n",
    },
    index: { 'a.txt': 'a\n' },
  });
  expect(await repo.switchyard(['run'])).toMatchObject({
    exitCode: 2,
    stderr: `switchyard: lint-staged.config.mjs could not be imported.
  Cannot find package 'not-installed' imported from lint-staged.config.mjs
Nothing was changed.
`,
  });
});
