import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitOutput } from '../support/sandbox.ts';
import { scenario } from '../support/scenario.ts';

function threeCommits() {
  const repo = scenario({ head: { 'a.txt': 'a\n' }, services: { '.': { '*.txt': 'true' } } });
  const commit = (message: string) => {
    repo.git('commit', '-q', '--no-verify', '--allow-empty', '-m', message);
  };
  commit('second');
  repo.git('checkout', '-q', '-b', 'feature');
  commit('feature');
  repo.git('checkout', '-q', 'main');
  commit('main moves on');
  return repo;
}

function shallowClone(repo: ReturnType<typeof threeCommits>, depth: number): string {
  const target = join(repo.directory, '../shallow');
  const clone = ['clone', '-q', `--depth=${depth}`, '--no-single-branch', '--branch=feature'];
  gitOutput([...clone, `file://${repo.directory}`, target], {
    cwd: repo.directory,
    env: repo.environment,
  });
  return '../shallow';
}

test('a shallow clone without the merge base says how to fetch it', async () => {
  const repo = threeCommits();
  const from = shallowClone(repo, 1);
  const { exitCode, stderr } = await repo.switchyard(['check', '--from', 'origin/main'], { from });
  expect(exitCode).toBe(3);
  expect(stderr).toContain('is not in this clone: it is shallow.');
  expect(stderr).toContain('git fetch --deepen=100');
  expect(stderr).toContain('`fetch-depth: 0`');
  expect(stderr).toMatch(/\nNothing was changed\.\n$/);
});

test('a shallow clone that has the merge base will do', async () => {
  const repo = threeCommits();
  const from = shallowClone(repo, 2);
  const { exitCode, stdout } = await repo.switchyard(['check', '--from', 'origin/main'], { from });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('no path is in what changed from origin/main');
});

test('of a merge commit and its parents no more history is needed to compare with a parent', async () => {
  const repo = threeCommits();
  repo.git('checkout', '-q', 'feature');
  repo.write({ 'new.txt': 'new\n' });
  repo.git('add', '-A');
  repo.git('commit', '-q', '--no-verify', '-m', 'new');
  repo.git('merge', '-q', '--no-edit', '--no-verify', 'main');
  const from = shallowClone(repo, 2);
  const { exitCode, stdout } = await repo.switchyard(['check', '--from', 'origin/main'], { from });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^✓ \. {2}1 file, /);
});

test.each([
  [['--from', 'nowhere'], 'There is no commit nowhere in this clone.'],
  [['--from', 'main', '--to', 'nowhere'], 'There is no commit nowhere in this clone.'],
  [['--from', 'HEAD:a.txt'], 'There is no commit HEAD:a.txt in this clone.'],
])('%j: no commit', async (options, message) => {
  const repo = threeCommits();
  const { exitCode, stderr } = await repo.switchyard(['check', ...options]);
  expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({
    exitCode: 3,
    first: `switchyard: ${message}`,
  });
});

test('unrelated histories are an error', async () => {
  const repo = threeCommits();
  repo.git('checkout', '-q', '--orphan', 'unrelated');
  repo.git('commit', '-q', '--no-verify', '-m', 'unrelated');
  const { exitCode, stderr } = await repo.switchyard(['check', '--from', 'main']);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^switchyard: main \(\w+\) and HEAD \(\w+\) have no common ancestor\.\n/);
});

test.each([
  [['--to', 'main'], '--to needs --from, the commit to compare with.'],
  [['--all', '--from', 'main'], '--all checks every file: it goes with neither --from nor --to.'],
  [['--from'], '--from needs a value: A.'],
  [
    ['--shard', '4/3'],
    '--shard 4/3 is not a shard: of three shards the first is 1/3, the last 3/3.',
  ],
  [['--format', 'xml'], 'There is no format xml: it is one of text, github, json, sarif.'],
])('%j: wrong usage', async (options, message) => {
  const { exitCode, stderr } = await threeCommits().switchyard(['check', ...options]);
  expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({
    exitCode: 2,
    first: `switchyard: ${message}`,
  });
});
