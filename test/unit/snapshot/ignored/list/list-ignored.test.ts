import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findRepository } from '../../../../../tools/git/repository.ts';
import { listIgnored } from '../../../../../tools/snapshot/ignored/list/list-ignored.ts';
import { TwoTrees } from '../two-trees.ts';

test('ignored files, and directories as a whole', async () => {
  const trees = repository('.env\ngen/\n');
  trees.user({ '.env': '', 'api/gen/a/b': '', 'api/tracked': '', untracked: '' });
  stage(trees, 'api/tracked');
  expect(await list(trees)).toEqual(['.env', 'api/gen/']);
});

test('installed packages that the user did not ignore', async () => {
  const trees = repository('');
  trees.user({ 'web/node_modules/a/b': '', 'web/a.ts': '', '.venv/pyvenv.cfg': '' });
  expect(await list(trees)).toEqual(['.venv/', 'web/node_modules/']);
});

test('a directory that holds nothing but ignored ones is not an entry itself', async () => {
  const trees = repository('vendor/bundle\n.env\n');
  trees.user({ 'vendor/bundle/a': '', 'new/.env': '', 'new/node_modules/a/b': '' });
  expect(await list(trees)).toEqual(['new/.env', 'new/node_modules/', 'vendor/bundle/']);
});

test('a virtualenv that ignores itself is one entry', async () => {
  const trees = repository('');
  trees.user({ 'py/.gitignore': '*', 'py/bin/python': '', 'py/pyvenv.cfg': '', 'pz/a': '' });
  expect(await list(trees)).toEqual(['py/']);
});

test('a directory with tracked files is listed by what is ignored in it', async () => {
  const trees = repository('gen/\n');
  trees.user({ 'gen/kept': '', 'gen/a': '', 'gen/sub/b': '' });
  stage(trees, 'gen/kept');
  expect(await list(trees)).toEqual(['gen/a', 'gen/sub/']);
});

test('a link to a directory, and a name that is not UTF-8', async () => {
  const trees = repository('node_modules/\n*.env\n');
  trees.user({ 'gr\udcfc\n.env': '' });
  trees.userLink('node_modules', '../node_modules');
  expect(await list(trees)).toEqual(['gr\udcfc\n.env', 'node_modules']);
});

function repository(ignore: string): TwoTrees {
  const trees = new TwoTrees();
  execFileSync('git', ['init', '-q'], { cwd: trees.top });
  trees.user({ '.gitignore': ignore });
  stage(trees, '.gitignore');
  return trees;
}

function stage(trees: TwoTrees, path: string): void {
  execFileSync('git', ['add', '-f', '--', path], { cwd: trees.top });
}

/** As git shows entries: a directory's name ends with a slash. */
async function list(trees: TwoTrees): Promise<string[]> {
  const entries = await listIgnored(await findRepository(trees.top));
  return entries.map(({ path, directory }) => (directory ? `${path}/` : path));
}
