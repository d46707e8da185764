import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { scenario } from '../support/scenario.ts';

const files = { 'apps/web/a.txt': 'A\n', 'apps/web/b.txt': 'B\n', 'docs/deep/d.txt': 'd\n' };

test.each([
  ['patterns', ['--no-cone', '/*', '!/docs/']],
  ['a cone', ['--cone', 'apps/web']],
  ['a cone and a sparse index', ['--cone', '--sparse-index', 'apps/web']],
])('%s: what is in it is fixed, what is not stays out', async (_, patterns) => {
  const repo = scenario({ head: files, services: { 'apps/web': { '*.txt': 'upper' } } });
  repo.git('sparse-checkout', 'set', ...patterns);
  repo.write({ 'apps/web/a.txt': 'new\n' });
  repo.git('add', 'apps/web/a.txt');
  repo.write({ 'apps/web/a.txt': 'new\nmine\n' });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toEqual({
    head: { ...files, 'apps/web/a.txt': 'NEW\n' },
    index: { ...files, 'apps/web/a.txt': 'NEW\n' },
    worktree: { 'apps/web/a.txt': 'NEW\nmine\n', 'apps/web/b.txt': 'B\n' },
  });
  expect(repo.git('ls-files', '-t')).toContain('S docs/deep/d.txt\n');
  expect(repo.git('status', '--porcelain')).toBe(' M apps/web/a.txt\n');
});

test('a file that is staged outside of the cone is fixed, and still not checked out', async () => {
  const repo = scenario({ head: files, services: { docs: { '**/*.txt': 'upper' } } });
  repo.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'apps/web');
  const blob = repo.git('hash-object', '-w', '.gitignore').trim();
  repo.git('update-index', '--cacheinfo', `100644,${blob},docs/deep/d.txt`);
  repo.git('update-index', '--skip-worktree', 'docs/deep/d.txt');
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain('edits');
  expect(repo.state().head).toMatchObject({ ...files, 'docs/deep/d.txt': 'NODE_MODULES/\n' });
  expect(existsSync(join(repo.directory, 'docs'))).toBe(false);
  expect(repo.git('status', '--porcelain')).toBe('');
});

test('a checkout that is no longer sparse: linters find every file, and fixes are in the commit', async () => {
  const seen = '#!/bin/sh\nexec cat deep/e.txt\n';
  const repo = scenario({
    head: { ...files, 'docs/deep/e.txt': 'E\n' },
    services: { 'apps/web': { '*.txt': 'upper' }, docs: { '*.txt': ['seen', 'upper'] } },
    linters: { seen },
  });
  repo.git('sparse-checkout', 'set', '--cone', 'apps/web');
  repo.write({ 'apps/web/a.txt': 'new\n' });
  repo.git('add', '.');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  repo.git('sparse-checkout', 'disable');
  repo.write({ 'docs/deep/d.txt': 'new\n' });
  repo.git('add', '.');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toMatchObject({ 'docs/deep/d.txt': 'NEW\n' });
});

test('a sparse index that is to be split: git could not read it, so nothing is published', async () => {
  const settings = { 'core.splitIndex': 'true', 'index.sparse': 'true' };
  const repo = scenario({ head: files, settings, services: { 'apps/web': { '*.txt': 'upper' } } });
  repo.git('sparse-checkout', 'set', '--cone', 'apps/web');
  repo.write({ 'apps/web/a.txt': 'new\n' });
  repo.git('add', 'apps/web/a.txt');
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining(
      'core.splitIndex and index.sparse are both set: no fixes can be staged.',
    ),
  ]);
  expect(repo.fingerprint()).toEqual(before);
  repo.git('config', 'core.splitIndex', 'false'); // as the message says
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toMatchObject({ 'apps/web/a.txt': 'NEW\n' });
  expect(repo.git('status', '--porcelain')).toBe('');
});

test('a service whose directory is not checked out: doctor says how its job of lefthook can start', async () => {
  const tasks = { '**/*.txt': 'upper' };
  const repo = scenario({ head: files, services: { 'apps/web': tasks, docs: tasks } });
  provideLefthook(repo);
  await repo.switchyard(['init']);
  repo.git('add', '.');
  repo.git('commit', '-qm', 'init');
  installLefthook(repo);
  repo.git('sparse-checkout', 'set', '--cone', 'apps/web');
  const blob = repo.git('hash-object', '-w', '.gitignore').trim();
  repo.git('update-index', '--cacheinfo', `100644,${blob},docs/deep/d.txt`);
  repo.git('update-index', '--skip-worktree', 'docs/deep/d.txt');
  expect(await repo.commit()).toMatchObject({ exitCode: 1 });
  const { stdout, exitCode } = await repo.switchyard(['doctor']);
  expect(stdout).toMatch(
    /^! docs: 1 file\n[^]*^! docs: its directory is not checked out.*\n.*mkdir -p docs /m,
  );
  expect(exitCode).toBe(0);
  mkdirSync(join(repo.directory, 'docs')); // as doctor says
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toMatchObject({ 'docs/deep/d.txt': 'NODE_MODULES/\n' });
  expect(repo.git('status', '--porcelain')).toBe('');
});

test('a sparse repository gives its path to one that is not: linters find every file', async () => {
  const tasks = { '**/*.txt': 'upper' };
  const repo = scenario({ head: files, services: { 'apps/web': tasks, docs: tasks } });
  const fresh = join(repo.directory, '../fresh.git');
  cpSync(join(repo.directory, '.git'), fresh, { recursive: true });
  repo.git('sparse-checkout', 'set', '--cone', 'apps/web');
  repo.write({ 'apps/web/a.txt': 'new\n' });
  repo.git('add', '.');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  rmSync(join(repo.directory, '.git'), { recursive: true });
  renameSync(fresh, join(repo.directory, '.git'));
  repo.git('checkout', '-q', '-f', 'main');
  repo.write({ 'docs/deep/d.txt': 'new\n' });
  repo.git('add', '.');
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode, stderr).toBe(0);
  expect(repo.state().head).toEqual({ ...files, 'docs/deep/d.txt': 'NEW\n' });
});
