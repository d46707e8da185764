import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findRepository } from '../../../../../tools/git/repository.ts';
import { listCentralEnvironments } from '../../../../../tools/snapshot/ignored/list/central-environments.ts';
import { TwoTrees } from '../two-trees.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('Poetry names a virtualenv by the directory, Pipenv by the Pipfile', async () => {
  const trees = repository('svc/pyproject.toml', 'Pipfile');
  const poetry = environment(trees, 'poetry', `svc-${hash(`${trees.top}/svc`)}-py3.12`);
  const pipenv = environment(trees, 'pipenv', `repo-${hash(`${trees.top}/Pipfile`)}`);
  environment(trees, 'poetry', `svc-${hash('/elsewhere/svc')}-py3.12`);
  expect(await list(trees)).toEqual([
    { path: '.venv', directory: true, source: pipenv },
    { path: 'svc/.venv', directory: true, source: poetry },
  ]);
});

test('of several, the one that `poetry env use` has noted', async () => {
  const trees = repository('pyproject.toml');
  const name = `repo-${hash(trees.top)}`;
  const noted = environment(trees, 'poetry', `${name}-py3.11`);
  environment(trees, 'poetry', `${name}-py3.12`);
  trees.user({
    '../poetry/envs.toml': `[other]\nminor = "3.12"\n\n[${name}]\nminor = "3.11"\npatch = "3.11.7"\n`,
  });
  expect(await list(trees)).toEqual([{ path: '.venv', directory: true, source: noted }]);
});

test('a virtualenv in the project itself goes first', async () => {
  const trees = repository('pyproject.toml');
  environment(trees, 'poetry', `repo-${hash(trees.top)}-py3.12`);
  trees.user({ '.venv/pyvenv.cfg': '' });
  expect(await list(trees)).toEqual([]);
});

const hash = (path: string): string =>
  createHash('sha256').update(path).digest('base64url').slice(0, 8);

/** Makes a virtualenv below a folder of the tool's, which lies beside the repository. */
function environment(trees: TwoTrees, tool: 'poetry' | 'pipenv', name: string): string {
  trees.user({ [`../${tool}/${name}/pyvenv.cfg`]: '' });
  return join(trees.top, '..', tool, name);
}

function repository(...files: string[]): TwoTrees {
  const trees = new TwoTrees();
  vi.stubEnv('POETRY_VIRTUALENVS_PATH', join(trees.top, '../poetry'));
  vi.stubEnv('WORKON_HOME', join(trees.top, '../pipenv'));
  trees.user(Object.fromEntries(files.map((file) => [file, ''])));
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
  ])
    execFileSync('git', args, { cwd: trees.top });
  return trees;
}

const list = async (trees: TwoTrees) => listCentralEnvironments(await findRepository(trees.top));
