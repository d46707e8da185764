import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linted, scenario } from '../support/scenario.ts';

const tasks = { '*.txt': ['echo-args', 'upper'] };
const services = { 'apps/web': { tasks, uses: [] }, 'packages/ui': { tasks } };
const index = { 'apps/web/a.txt': 'a\n', 'packages/ui/b.txt': 'b\n', 'other.md': '1\n' };

const job = (repo: ReturnType<typeof scenario>, run: string, ...args: string[]) =>
  repo.switchyard(args, { env: { SWITCHYARD_RUN: run, SWITCHYARD_TOP: repo.directory } });

test('jobs of a hook: what they linted and published is not linted by the next', async () => {
  const repo = scenario({ index, services });
  await Promise.all([
    job(repo, '1-1', 'lint', 'apps/web'),
    job(repo, '1-1', 'lint', 'packages/ui'),
  ]);
  expect((await job(repo, '1-1', 'publish')).exitCode).toBe(0);
  expect(repo.git('show', ':apps/web/a.txt', ':packages/ui/b.txt')).toBe('A\nB\n');
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toBe('✓ apps/web     1 file, as before\n✓ packages/ui  1 file, as before\n');
  expect(linted(repo)).toEqual(['apps/web', 'packages/ui']);
});

test('what jobs leave for each other holds no value of a setting', async () => {
  const repo = scenario({ index, services });
  repo.git('config', 'http.extraHeader', 'Authorization: hidden-token');
  const left = `${process.pid}-1`;
  await job(repo, left, 'lint', 'apps/web');
  const directory = join(repo.directory, '.git/switchyard/runs', left);
  const files = readdirSync(directory);
  expect(files).toContain('staged.json');
  for (const name of files) {
    expect(readFileSync(join(directory, name), 'utf8')).not.toContain('hidden-token');
  }
});

test('something was staged between the jobs and `publish`: no linter of all has seen it', async () => {
  const repo = scenario({ index, services });
  await job(repo, '1-1', 'lint', 'apps/web', 'packages/ui');
  repo.write({ 'other.md': '2\n' });
  repo.git('add', 'other.md');
  expect((await job(repo, '1-1', 'publish')).exitCode).toBe(0);
  await repo.switchyard(['run']);
  expect(linted(repo)).toContain('packages/ui');
  expect(linted(repo).filter((service) => service === 'packages/ui')).toHaveLength(2);
});

test('a change that a service does not use, or that is not staged, is none', async () => {
  const repo = scenario({ index: { ...index, 'apps/web/a.txt': 'A\n' }, services });
  await repo.switchyard(['run', 'apps/web']);
  repo.write({ 'packages/ui/b.txt': 'other\n' });
  await repo.switchyard(['run', 'apps/web']);
  repo.git('add', '-A');
  await repo.switchyard(['run', 'apps/web']);
  expect(linted(repo)).toEqual(['apps/web']);
});

test('a damaged result, a fix that git removed, and --no-cache: linters run', async () => {
  const repo = scenario({
    index: { 'apps/web/a.txt': 'a\n', 'packages/ui/b.txt': 'b\n' },
    services: {
      'apps/web': { tasks, uses: [] },
      'packages/ui': { '*.txt': 'fail' },
    },
  });
  const memory = join(repo.directory, '.git/switchyard/memory');
  await repo.switchyard(['run']);
  await repo.switchyard(['run']);
  expect(linted(repo)).toHaveLength(1);
  repo.git('gc', '-q', '--prune=now');
  await repo.switchyard(['run']);
  expect(linted(repo)).toHaveLength(2);
  for (const name of readdirSync(memory)) {
    const file = join(memory, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('apps/web', 'apps/wib'));
  }
  await repo.switchyard(['run']);
  expect(linted(repo)).toHaveLength(3);
  await repo.switchyard(['run', '--no-cache']);
  expect(linted(repo)).toHaveLength(4);
});
