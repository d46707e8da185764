import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TwoTrees } from '../two-trees.ts';

const PACKAGES = '.venv/lib/python3.12/site-packages';

test('packages are linked, what is compiled for the checkout is its own', async () => {
  const trees = virtualenv();
  trees.user({ [`${PACKAGES}/six.py`]: 'x', [`${PACKAGES}/__pycache__/six.pyc`]: 'x' });
  await trees.provide('.venv/');
  expect(trees.made(`${PACKAGES}/mypy`)).toBe(`-> ${trees.top}/${PACKAGES}/mypy`);
  expect(trees.made(`${PACKAGES}/six.py`)).toBe(`-> ${trees.top}/${PACKAGES}/six.py`);
  expect(trees.made(`${PACKAGES}/__pycache__`)).toBe('a directory');
  expect(trees.made(`${PACKAGES}/__pycache__/six.pyc`)).toBe('nothing');
});

test('the interpreter is the user’s, its settings are copied', async () => {
  const trees = virtualenv();
  await trees.provide('.venv/');
  expect(trees.made('.venv/pyvenv.cfg')).toBe('home = /usr/bin\n');
  expect(trees.made('.venv/bin/python')).toBe('-> /usr/bin/python3');
  expect(trees.made('.venv/bin/python3')).toBe('-> python');
  expect(trees.made('.venv/lib64')).toBe('-> lib');
});

test('scripts start the checkout’s interpreter, binaries are linked', async () => {
  const trees = virtualenv();
  trees.user({ '.venv/bin/mypy': `#!${trees.top}/.venv/bin/python\nmain()\n` }, 0o755);
  trees.user({ '.venv/bin/ruff': '\0ELF' });
  await trees.provide('.venv/');
  expect(trees.made('.venv/bin/mypy')).toBe(`#!${trees.checkout}/.venv/bin/python\nmain()\n`);
  expect(trees.made('.venv/bin/ruff')).toBe(`-> ${trees.top}/.venv/bin/ruff`);
});

test('a script whose first line becomes too long for the system', async () => {
  const trees = virtualenv();
  const deep = 'd'.repeat(240);
  trees.user({
    [`${deep}/.venv/pyvenv.cfg`]: '',
    [`${deep}/.venv/bin/say`]: `#!${trees.top}/${deep}/.venv/bin/python\nprint("said")\n`,
  });
  chmodSync(join(trees.top, deep, '.venv/bin/say'), 0o755);
  // A stand-in for the interpreter that shows what it is given to read.
  trees.user({ [`${deep}/.venv/bin/python`]: '#!/bin/sh\ntail -n 1 "$1"\n' });
  chmodSync(join(trees.top, deep, '.venv/bin/python'), 0o755);
  await trees.provide(`${deep}/.venv/`);
  const said = execFileSync(join(trees.checkout, deep, '.venv/bin/say'), { encoding: 'utf8' });
  expect(said).toBe('print("said")\n');
});

test('editable installs lead into the checkout', async () => {
  const trees = virtualenv();
  trees.user({
    [`${PACKAGES}/_core.pth`]: `${trees.top}/libs/core/src\n`,
    [`${PACKAGES}/__editable___fin_finder.py`]: `MAPPING = {'fin': '${trees.top}/libs/fin'}\n`,
    [`${PACKAGES}/old.egg-link`]: `${trees.top}/libs/old\n.`,
    [`${PACKAGES}/distutils-precedence.pth`]: 'import os\n',
  });
  trees.userLink(`${PACKAGES}/flit`, `${trees.top}/libs/flit`);
  await trees.provide('.venv/');
  expect(trees.made(`${PACKAGES}/_core.pth`)).toBe(`${trees.checkout}/libs/core/src\n`);
  expect(trees.made(`${PACKAGES}/__editable___fin_finder.py`)).toBe(
    `MAPPING = {'fin': '${trees.checkout}/libs/fin'}\n`,
  );
  expect(trees.made(`${PACKAGES}/old.egg-link`)).toBe(`${trees.checkout}/libs/old\n.`);
  expect(trees.made(`${PACKAGES}/flit`)).toBe(`-> ${trees.checkout}/libs/flit`);
  expect(trees.made(`${PACKAGES}/distutils-precedence.pth`)).toBe(
    `-> ${trees.top}/${PACKAGES}/distutils-precedence.pth`,
  );
});

test('an editable install of links to its files leads into the checkout', async () => {
  const trees = virtualenv();
  const build = 'libs/core/build/__editable__.core-1-py3-none-any';
  trees.user({ 'libs/core/src/core/a.py': '', [`${PACKAGES}/core.pth`]: `${trees.top}/${build}` });
  trees.user({ 'libs/core/build/lib/old.py': '' });
  trees.userLink(`${build}/core/a.py`, `${trees.top}/libs/core/src/core/a.py`);
  trees.track({ 'libs/core/src/core/a.py': '' });
  await trees.provide('.venv/', 'libs/core/build/');
  expect(trees.made(`${PACKAGES}/core.pth`)).toBe(`${trees.checkout}/${build}`);
  expect(trees.reached(`${build}/core/a.py`)).toBe('checkout/libs/core/src/core/a.py');
  expect(trees.made('libs/core/build/lib')).toBe('nothing');
});

test('a package installed again as editable', async () => {
  const trees = virtualenv();
  await trees.provide('.venv/');
  trees.user({ [`${PACKAGES}/core.pth`]: `${trees.top}/libs/core\n` });
  await trees.provide('.venv/');
  expect(trees.made(`${PACKAGES}/core.pth`)).toBe(`${trees.checkout}/libs/core\n`);
});

test('installed by a path with a link in it', async () => {
  const trees = virtualenv();
  symlinkSync(join(trees.root, 'home'), join(trees.root, 'users'));
  const alias = join(trees.root, 'users/me/repo');
  trees.user({
    '.venv/bin/activate': `VIRTUAL_ENV="${alias}/.venv"\nexport VIRTUAL_ENV\n`,
    '.venv/bin/mypy': `#!${alias}/.venv/bin/python\n`,
    [`${PACKAGES}/core.pth`]: `${alias}/libs/core\n`,
  });
  await trees.provide('.venv/');
  expect(trees.made('.venv/bin/mypy')).toBe(`#!${trees.checkout}/.venv/bin/python\n`);
  expect(trees.made(`${PACKAGES}/core.pth`)).toBe(`${trees.checkout}/libs/core\n`);
});

test('any ignored directory with a pyvenv.cfg is one', async () => {
  const trees = virtualenv();
  renameSync(join(trees.top, '.venv'), join(trees.top, 'py'));
  await trees.provide('py/');
  expect(trees.made('py/bin/python')).toBe('-> /usr/bin/python3');
});

test('one called .venv without a pyvenv.cfg is one by its programs', async () => {
  const trees = new TwoTrees();
  trees.user({ '.venv/bin/ruff': '#!/bin/sh\n' });
  await trees.provide('.venv/');
  expect(trees.made('.venv/bin/ruff')).toBe('#!/bin/sh\n');
});

test('one that lies elsewhere and is linked', async () => {
  const trees = virtualenv();
  const elsewhere = join(trees.root, 'virtualenvs/repo');
  trees.user({
    '.venv/bin/mypy': `#!${elsewhere}/bin/python\n`,
    [`${PACKAGES}/core.pth`]: `${trees.top}/libs/core\n`,
  });
  mkdirSync(join(trees.root, 'virtualenvs'));
  renameSync(join(trees.top, '.venv'), elsewhere);
  trees.userLink('.venv', elsewhere);
  await trees.provide('.venv');
  expect(trees.made('.venv')).toBe('a directory');
  expect(trees.made('.venv/bin/mypy')).toBe(`#!${trees.checkout}/.venv/bin/python\n`);
  expect(trees.made('.venv/lib64')).toBe('-> lib');
  expect(trees.made(`${PACKAGES}/core.pth`)).toBe(`${trees.checkout}/libs/core\n`);
});

test('a directory called .venv that is none does not come in', async () => {
  const trees = new TwoTrees();
  trees.user({ 'venv/notes.txt': '' });
  await trees.provide('venv/');
  expect(trees.made('venv')).toBe('nothing');
});

function virtualenv(): TwoTrees {
  const trees = new TwoTrees();
  trees.user({
    '.venv/pyvenv.cfg': 'home = /usr/bin\n',
    [`${PACKAGES}/mypy/__init__.py`]: '',
  });
  trees.userLink('.venv/bin/python', '/usr/bin/python3');
  trees.userLink('.venv/bin/python3', 'python');
  trees.userLink('.venv/lib64', 'lib');
  return trees;
}
