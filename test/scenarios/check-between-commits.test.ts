import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const services = { 'apps/web': { '*.txt': 'echo-args' }, 'apps/core': { '*.txt': 'echo-args' } };

function branched() {
  const repo = scenario({
    head: { 'apps/web/old.txt': 'old\n', 'apps/web/gone.txt': 'gone\n', 'apps/core/c.txt': 'c\n' },
    services,
    linters: { 'which-head': '#!/bin/sh\ngit rev-parse HEAD\nexit 1\n' },
  });
  const commit = (message: string) => {
    repo.git('add', '-A');
    repo.git('commit', '-q', '--no-verify', '-m', message);
  };
  repo.git('checkout', '-q', '-b', 'feature');
  return { repo, commit, linted: () => repo.recorded().flatMap(({ argv }) => argv) };
}

test('files changed since the branch began are linted: not deleted ones, nor what main has changed', async () => {
  const { repo, commit, linted } = branched();
  repo.git('mv', 'apps/web/old.txt', 'apps/web/renamed.txt');
  repo.write({ 'apps/web/gone.txt': null, 'apps/web/new.txt': 'new\n' });
  commit('feature');
  repo.git('checkout', '-q', 'main');
  repo.write({ 'apps/core/c.txt': 'changed on main\n' });
  commit('main moves on');
  repo.git('checkout', '-q', 'feature');
  repo.write({ 'apps/web/new.txt': 'not committed\n', 'apps/web/untracked.txt': 'x\n' });
  expect(await repo.switchyard(['check', '--from', 'main'])).toMatchObject({ exitCode: 0 });
  expect(linted().sort()).toEqual(['new.txt', 'renamed.txt']);
});

test('the files of a renamed directory are linted by their new names', async () => {
  const { repo, commit, linted } = branched();
  repo.git('mv', 'apps/web', 'apps/site');
  repo.write({
    'switchyard.config.json': JSON.stringify({
      services: { 'apps/site': { '*.txt': 'echo-args' } },
    }),
  });
  commit('renamed');
  expect(await repo.switchyard(['check', '--from', 'main'])).toMatchObject({ exitCode: 0 });
  expect(linted().sort()).toEqual(['gone.txt', 'old.txt']);
});

test('another commit than the one checked out is linted, with its own configuration, and is HEAD', async () => {
  const { repo, commit, linted } = branched();
  const tasks = { services: { 'apps/web': { '*.txt': 'which-head' } } };
  repo.write({ 'switchyard.config.json': JSON.stringify(tasks), 'apps/web/new.txt': 'new\n' });
  commit('feature');
  const feature = repo.git('rev-parse', 'feature').trim();
  repo.git('checkout', '-q', 'main');
  const { stdout } = await repo.switchyard(['check', '--from', 'main', '--to', 'feature']);
  expect(stdout).toContain(`\n${feature}\n`);
  expect(linted()).toEqual([]);
});

test('no path changed: that is said, with the commits that were compared', async () => {
  const { repo } = branched();
  const head = repo.git('rev-parse', '--short=12', 'HEAD').trim();
  expect(await repo.switchyard(['check', '--from', 'main'])).toEqual({
    exitCode: 0,
    signal: null,
    stderr: '',
    stdout: `Nothing was checked: no path is in what changed from main (${head}) to HEAD (${head}), since ${head}.\n`,
  });
});

test.each([
  ['apps/web/.eslintrc.json', ['gone.txt', 'old.txt'], 'apps/web'],
  ['package-lock.json', ['c.txt', 'gone.txt', 'old.txt'], 'apps/core and apps/web'],
  ['apps/web/src/tsconfig.build.json', ['gone.txt', 'old.txt'], 'apps/web'],
])('%s changed: every file that it governs is checked', async (file, files, names) => {
  const { repo, commit, linted } = branched();
  repo.write({ [file]: '{}\n' });
  commit('configuration');
  const { exitCode, stdout } = await repo.switchyard(['check', '--from', 'main']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Every file of ${names} is checked, because ${file} changed.`);
  expect(linted().sort()).toEqual(files);
});

test('a merge of main into the branch brings none of the files of main', async () => {
  const { repo, commit, linted } = branched();
  repo.write({ 'apps/web/new.txt': 'new\n' });
  commit('feature');
  repo.git('checkout', '-q', 'main');
  repo.write({ 'apps/core/c.txt': 'changed on main\n' });
  commit('main moves on');
  repo.git('checkout', '-q', 'feature');
  repo.git('merge', '-q', '--no-edit', '--no-verify', 'main');
  expect(await repo.switchyard(['check', '--from', 'main'])).toMatchObject({ exitCode: 0 });
  expect(linted()).toEqual(['new.txt']);
});
