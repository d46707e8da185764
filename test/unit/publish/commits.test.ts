import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { makeRepository, openRepository, type WorkRepository } from './work-repository.ts';

let driver: string;
let repository: WorkRepository;

beforeAll(async () => {
  driver = await buildDriver();
});

afterAll(() => {
  rmSync(dirname(driver), { recursive: true });
});

beforeEach(() => {
  repository = makeRepository();
  for (const name of ['f', 'g', 'h']) repository.stage(name, `${name}\n1\n2\n3\n`);
  repository.git('commit', '-qm', 'first');
  const hook = `#!/bin/sh\nexec '${process.execPath}' '${driver}' publish >out 2>&1\n`;
  writeFileSync(repository.path('.git/hooks/pre-commit'), hook, { mode: 0o755 });
  writeFileSync(repository.path('.git/info/exclude'), 'out\n');
});

afterEach(() => {
  rmSync(repository.top, { recursive: true, force: true });
});

const committed = (path: string): string => repository.git('show', `HEAD:${path}`);

/** HEAD, index and working tree. */
const state = (path: string): [string, string, string] => [
  committed(path),
  repository.staged(path),
  repository.read(path),
];

const nothingIsLeft = (): void => {
  expect(readdirSync(repository.path('.git')).filter((name) => name.includes('lock'))).toEqual([]);
  expect(readdirSync(repository.path('.git/switchyard'))).toEqual([]);
};

test('git commit with a partly staged file', () => {
  repository.stage('f', 'f\nbad\n2\n3\n');
  repository.write('f', 'f\nbad\nmine\n2\n3\n');
  repository.write('g', 'g\nmine\n');
  repository.git('commit', '-qm', 'second');
  expect(state('f')).toEqual(['f\ngood\n2\n3\n', 'f\ngood\n2\n3\n', 'f\ngood\nmine\n2\n3\n']);
  expect(state('g')).toEqual(['g\n1\n2\n3\n', 'g\n1\n2\n3\n', 'g\nmine\n']);
  nothingIsLeft();
});

test('git commit -a', () => {
  repository.write('f', 'f\nbad\n2\n3\n');
  repository.write('g', 'g\nbad\n2\n3\n');
  repository.git('commit', '-qam', 'second');
  expect(state('f')).toEqual(Array(3).fill('f\ngood\n2\n3\n'));
  expect(state('g')).toEqual(Array(3).fill('g\ngood\n2\n3\n'));
  expect(repository.git('status', '--porcelain')).toBe('');
  nothingIsLeft();
});

test('git commit -- path leaves what else is staged staged, and the fix in both indexes', () => {
  repository.stage('f', 'f\nbad\n2\n3\n');
  repository.stage('g', 'g\nbad\n2\n3\n');
  repository.stage('h', 'h\nstaged\n');
  repository.write('g', 'g\nbad\n2\nbad\n');
  repository.git('commit', '-qm', 'second', '--', 'g');
  expect(state('g')).toEqual(Array(3).fill('g\ngood\n2\ngood\n'));
  expect(state('f')).toEqual(['f\n1\n2\n3\n', 'f\nbad\n2\n3\n', 'f\nbad\n2\n3\n']);
  expect(state('h')).toEqual(['h\n1\n2\n3\n', 'h\nstaged\n', 'h\nstaged\n']);
  nothingIsLeft();
});

test('git commit -i', () => {
  repository.stage('f', 'f\nbad\n2\n3\n');
  repository.write('g', 'g\nbad\n2\n3\n');
  repository.git('commit', '-qm', 'second', '-i', 'g');
  expect(state('f')).toEqual(Array(3).fill('f\ngood\n2\n3\n'));
  expect(state('g')).toEqual(Array(3).fill('g\ngood\n2\n3\n'));
  nothingIsLeft();
});

test('git commit -p', () => {
  repository.write('f', 'bad\n1\n2\n3\n4\n5\n6\n7\n');
  repository.git('commit', '-qam', 'long', '--no-verify');
  repository.write('f', 'bad first\n1\n2\n3\n4\n5\n6\n7\nmine\n');
  repository.gitWith({ input: 'y\nn\n' }, 'commit', '-q', '-m', 'second', '-p');
  expect(state('f')).toEqual([
    'good first\n1\n2\n3\n4\n5\n6\n7\n',
    'good first\n1\n2\n3\n4\n5\n6\n7\n',
    'good first\n1\n2\n3\n4\n5\n6\n7\nmine\n',
  ]);
  nothingIsLeft();
});

test('the first commit', () => {
  repository.git('update-ref', '-d', 'HEAD');
  repository.stage('f', 'f\nbad\n2\n3\n');
  repository.write('f', 'f\nbad\n2\n3\nmine\n');
  repository.git('commit', '-qm', 'first');
  expect(state('f')).toEqual(['f\ngood\n2\n3\n', 'f\ngood\n2\n3\n', 'f\ngood\n2\n3\nmine\n']);
});

test('git commit --amend', () => {
  repository.stage('f', 'f\nbad\n2\n3\n');
  repository.git('commit', '-q', '--amend', '-m', 'again');
  expect(state('f')).toEqual(Array(3).fill('f\ngood\n2\n3\n'));
});

test('a commit in a linked worktree', () => {
  repository.git('worktree', 'add', '-q', 'linked', '-b', 'other');
  const linked = openRepository(repository.path('linked'));
  linked.stage('f', 'f\nbad\n2\n3\n');
  linked.write('f', 'f\nbad\n2\n3\nmine\n');
  linked.git('commit', '-qm', 'second');
  expect(linked.git('show', 'HEAD:f')).toBe('f\ngood\n2\n3\n');
  expect(linked.staged('f')).toBe('f\ngood\n2\n3\n');
  expect(linked.read('f')).toBe('f\ngood\n2\n3\nmine\n');
});

test('a commit from a subdirectory with GIT_DIR and GIT_WORK_TREE', () => {
  repository.stage('d/f', 'bad\n');
  repository.write('d/f', 'bad\nmine\n');
  const environment = {
    GIT_DIR: repository.path('.git'),
    GIT_WORK_TREE: repository.top,
  };
  openRepository(repository.path('d')).gitWith({ environment }, 'commit', '-qm', 'second');
  expect(state('d/f')).toEqual(['good\n', 'good\n', 'good\nmine\n']);
});

test('an index of the user’s own', () => {
  repository.stage('f', 'f\nstaged\n');
  const environment = { GIT_INDEX_FILE: repository.path('own-index') };
  repository.gitWith({ environment }, 'read-tree', 'HEAD');
  repository.write('g', 'g\nbad\n2\n3\n');
  repository.gitWith({ environment }, 'commit', '-qm', 'second', '-a');
  expect(committed('g')).toBe('g\ngood\n2\n3\n');
  expect(repository.read('g')).toBe('g\ngood\n2\n3\n');
  expect(repository.staged('f')).toBe('f\nstaged\n');
  expect(repository.staged('g')).toBe('g\n1\n2\n3\n');
});

test('the disk is full before the swap: nothing is changed', () => {
  const limited = `#!/bin/sh\nulimit -f 8\nexec '${process.execPath}' '${driver}' publish >out 2>&1\n`;
  writeFileSync(repository.path('.git/hooks/pre-commit'), limited, { mode: 0o755 });
  const content = `bad\n${'1\n'.repeat(10_000)}`;
  repository.stage('f', content);
  repository.write('f', `${content}mine\n`);
  expect(() => repository.git('commit', '-qm', 'second')).toThrow();
  expect(repository.read('out')).toContain('The fixes could not be published.');
  expect(state('f')).toEqual(['f\n1\n2\n3\n', content, `${content}mine\n`]);
  nothingIsLeft();
});

test('a later hook refuses a commit of everything: the index is as before, the edits are fixed', () => {
  writeFileSync(repository.path('.git/hooks/commit-msg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  repository.write('f', 'f\nbad\n2\n3\n');
  expect(() => repository.git('commit', '-qam', 'second')).toThrow();
  expect(state('f')).toEqual(['f\n1\n2\n3\n', 'f\n1\n2\n3\n', 'f\ngood\n2\n3\n']);
  expect(existsSync(repository.path('.git/index.lock'))).toBe(false);
});
