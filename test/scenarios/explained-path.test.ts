import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const before = {
  head: {},
  index: { 'apps/web/a.txt': 'a\n', 'README.md': 'r\n' },
  services: { 'apps/web': { '*.txt': ['fail --fix', 'upper'] } },
};

test('each staged path has its service and tasks, or the reason why it has none', async () => {
  const repo = scenario(before);
  expect(await repo.switchyard(['explain'])).toMatchObject({
    exitCode: 0,
    stdout: [
      'README.md',
      '  no service owns it',
      'apps/web/a.txt',
      '  service apps/web, run in apps/web, declared in switchyard.config.json',
      '  *.txt  fail --fix a.txt',
      '  *.txt  upper a.txt',
      '',
    ].join('\n'),
  });
});

test('a path given is meant from where the user stands', async () => {
  const repo = scenario(before);
  const { stdout } = await repo.switchyard(['explain', '--json', 'a.txt'], { from: 'apps/web' });
  expect(JSON.parse(stdout)).toMatchObject([
    { path: 'apps/web/a.txt', service: 'apps/web', directory: 'apps/web' },
  ]);
});

test('a directory is none of the paths that have tasks', async () => {
  const repo = scenario(before);
  const { exitCode, stdout } = await repo.switchyard(['explain', '.', '..'], { from: 'apps/web' });
  expect(exitCode).toBe(0);
  const said = '  a directory: name a file in it\n';
  expect(stdout).toBe(`apps/web\n${said}apps\n${said}`);
});

test('a symbolic link has no tasks, staged or not', async () => {
  const repo = scenario({
    ...before,
    head: { 'apps/web/old.txt': { link: 'a.txt' } },
    index: { 'apps/web/new.txt': { link: 'a.txt' } },
  });
  const paths = ['apps/web/new.txt', 'apps/web/old.txt'];
  const { stdout } = await repo.switchyard(['explain', '--json', ...paths]);
  expect(JSON.parse(stdout)).toMatchObject(
    paths.map((path) => ({ path, service: 'apps/web', tasks: [], reason: 'symlink' })),
  );
});

test('an absolute path that leads to the working tree through a link', async () => {
  const repo = scenario(before);
  const alias = `${repo.directory}-by-another-name`;
  symlinkSync(repo.directory, alias);
  const { stdout } = await repo.switchyard(['explain', `${alias}/apps/web/a.txt`]);
  expect(stdout).toMatch(/^apps\/web\/a\.txt\n {2}service apps\/web,/);
});

test('a path that is nowhere is said not to be there; one outside of a sparse checkout is', async () => {
  const repo = scenario({ ...before, head: { 'apps/web/b.txt': 'b\n' } });
  repo.git('update-index', '--skip-worktree', 'apps/web/b.txt');
  repo.write({ 'apps/web/b.txt': null });
  const { stdout } = await repo.switchyard(['explain', 'apps/web/b.txt', 'apps/web/bb.txt']);
  expect(stdout.match(/^ {2}(?:not staged|there is).*/gm)).toEqual([
    '  not staged: nothing runs now, these would',
    '  there is no such file',
  ]);
});

test('a service that is misspelt', async () => {
  const { exitCode, stderr } = await scenario(before).switchyard(['run', 'apps/wbe']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Did you mean apps/web?');
});
