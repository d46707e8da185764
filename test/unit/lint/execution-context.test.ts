import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { absolutePath, repoPath, type AbsolutePath } from '../../../tools/base/paths.ts';
import { executionContexts, type ExecutionContext } from '../../../tools/lint/execution-context.ts';
import { temporaryDirectory, write } from './scene.ts';

let top: AbsolutePath;
let root: AbsolutePath;
beforeEach(() => {
  const base = temporaryDirectory();
  top = absolutePath(join(base, 'top with space'));
  root = absolutePath(join(base, 'root'));
  mkdirSync(top);
  mkdirSync(root);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function executionContext(variables: Record<string, string>, colour = false): ExecutionContext {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return executionContexts({ top, root }, colour)(repoPath('apps/web'));
}

test("programs are the service's, then those of the directories above it, then the user's", () => {
  const { path, environment, directory } = executionContext({ PATH: '/usr/local/bin:/bin' });
  expect(path).toEqual([
    `${root}/apps/web/.venv/bin`,
    `${root}/apps/web/node_modules/.bin`,
    `${root}/apps/.venv/bin`,
    `${root}/apps/node_modules/.bin`,
    `${root}/.venv/bin`,
    `${root}/node_modules/.bin`,
    '/usr/local/bin',
    '/bin',
  ]);
  expect(environment.PATH).toBe(path.join(':'));
  expect(environment.PWD).toBe(directory);
});

test('directories of PATH that depend on where one stands are left out', () => {
  expect(executionContext({ PATH: ':/bin:.:bin:../x:/sbin' }).systemPath).toEqual([
    '/bin',
    '/sbin',
  ]);
});

test("the checkout's own program directories are left out", () => {
  mkdirSync(join(`${top}-legacy`, 'node_modules/.bin'), { recursive: true });
  const PATH = [
    `${top}/node_modules/.bin`,
    `${top}/apps/core/node_modules/.bin/`,
    `${top}/apps/ai/.venv/bin`,
    `${top}-legacy/node_modules/.bin`,
    '/elsewhere/.venv/bin',
  ].join(':');
  expect(executionContext({ PATH }).systemPath).toEqual([
    `${top}-legacy/node_modules/.bin`,
    '/elsewhere/.venv/bin',
  ]);
});

test('directories that git and script runners put there are left out', () => {
  const PATH = [
    '/usr/lib/git-core',
    '/usr/lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin',
    '/tmp/xfs-1a2b3c',
    '/absent/node_modules/.bin',
    '/bin',
  ].join(':');
  expect(executionContext({ PATH }).systemPath).toEqual(['/bin']);
});

test('they are left out under another name of the checkout too', () => {
  symlinkSync(top, `${top}-link`);
  mkdirSync(join(top, 'node_modules/.bin'), { recursive: true });
  expect(executionContext({ PATH: `${top}-link/node_modules/.bin:/bin` }).systemPath).toEqual([
    '/bin',
  ]);
});

test('another directory of the checkout is that of the snapshot, if it is there', () => {
  mkdirSync(join(root, 'bin'));
  const { systemPath } = executionContext({ PATH: `${top}/bin:${top}/untracked:/bin` });
  expect(systemPath).toEqual([`${root}/bin`, `${top}/untracked`, '/bin']);
});

test('code that interpreters are told to load from the checkout comes from the snapshot', () => {
  write(join(root, '.pnp.cjs'), '');
  mkdirSync(join(root, 'lib'));
  const { environment } = executionContext({
    NODE_OPTIONS: `--max-old-space-size=4096 --require ${top}/.pnp.cjs`,
    PYTHONPATH: `/other:${top}/lib:${top}:${top}/absent`,
  });
  expect(environment.NODE_OPTIONS).toBe(`--max-old-space-size=4096 --require ${root}/.pnp.cjs`);
  expect(environment.PYTHONPATH).toBe(`/other:${root}/lib:${root}:${top}/absent`);
});

test('linters are asked for colour', () => {
  const { environment } = executionContext({ NO_COLOR: '1', FORCE_COLOR: '0' }, true);
  expect(environment).toMatchObject({ FORCE_COLOR: '1', CLICOLOR_FORCE: '1' });
  expect(environment).not.toHaveProperty('NO_COLOR');
});

test('linters are asked for no colour', () => {
  const { environment } = executionContext({ CLICOLOR_FORCE: '1', FORCE_COLOR: '1' });
  expect(environment).toMatchObject({ NO_COLOR: '1' });
  expect(environment).not.toHaveProperty('FORCE_COLOR');
  expect(environment).not.toHaveProperty('CLICOLOR_FORCE');
});

test('uv does not install the project', () => {
  expect(executionContext({}).environment).toMatchObject({ UV_NO_SYNC: '1' });
});

test('Poetry and Pipenv take the `.venv` that is there, whatever is set', () => {
  const variables = { POETRY_VIRTUALENVS_IN_PROJECT: 'false', PIPENV_VENV_IN_PROJECT: '0' };
  expect(executionContext(variables).environment).toMatchObject({
    POETRY_VIRTUALENVS_IN_PROJECT: 'true',
    PIPENV_VENV_IN_PROJECT: '1',
  });
});
