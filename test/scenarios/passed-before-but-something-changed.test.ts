import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { linted, scenario, type Scenario } from '../support/scenario.ts';

const GENERATED = 'generated/deep/api.ts';
const PLUGIN = 'node_modules/eslint-plugin-x';
const PYTHON = 'apps/web/.venv/lib/python3.12/site-packages';

const editable = (url: string): string => JSON.stringify({ dir_info: { editable: true }, url });

/** Changes a file beside, in or above the repository. */
function put(repo: Scenario, path: string, text = `${String(Math.random())}\n`, mode = 0o644) {
  const file = join(repo.directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
}

/** What a result depends on, and a change of it that is to be seen. */
type Changes = Record<string, (repo: Scenario) => unknown>;

const ofGit: Changes = {
  'a tracked configuration': (repo) => {
    put(repo, 'apps/web/eslint.config.js');
    repo.git('add', '-A');
  },
  'a file of the service': (repo) => {
    put(repo, 'apps/web/a.txt');
    repo.git('add', '-A');
  },
  'a file of another service': (repo) => {
    put(repo, 'packages/ui/index.ts');
    repo.git('add', '-A');
  },
  HEAD: (repo) => repo.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'x', '-o'),
  'a ref': (repo) => repo.git('tag', 'x'),
  "git's settings": (repo) => repo.git('config', 'core.autocrlf', 'input'),
  "a file that git's settings include": (repo) => {
    appendFileSync(join(repo.directory, '../included'), '\tautocrlf = false\n');
  },
  'a file that is named there as one of patterns': (repo) => {
    put(repo, '../patterns', '*.nothing\n');
  },
  'a file of patterns that is now a link': (repo) => {
    renameSync(join(repo.directory, '../patterns'), join(repo.directory, '../my.patterns'));
    symlinkSync('my.patterns', join(repo.directory, '../patterns'));
  },
  'what that leads to': (repo) => {
    put(repo, '../my.patterns', '*.nothing\n');
  },
  'a file that settings as Windows writes them include': (repo) => {
    put(repo, '../deeper', '[core]\n\teol = lf\n');
  },
  'the branch, on which settings depend': (repo) => repo.git('checkout', '-q', '-b', 'other'),
};

const ofPackages: Changes = {
  'a plugin of another version': (repo) => {
    repo.write({ [PLUGIN]: null });
    put(repo, `${PLUGIN}/package.json`, '{"version":"2.0.0"}');
    put(repo, `${PLUGIN}/index.js`, '');
    put(repo, `${PLUGIN}/node_modules/@scope/nested/package.json`, '{"version":"1.0.0"}');
  },
  'a plugin of another version, copied over': (repo) => {
    put(repo, `${PLUGIN}/package.json`, '{"version":"3.0.0"}');
  },
  'a package inside of a plugin, of which no installer has a record': (repo) => {
    put(repo, `${PLUGIN}/node_modules/@scope/nested/package.json`, '{"version":"2.0.0"}');
  },
  'where a link on the way to a plugin leads': (repo) => {
    rmSync(join(repo.directory, '../current'));
    symlinkSync('two', join(repo.directory, '../current'));
  },
  'a plugin more': (repo) => {
    put(repo, 'node_modules/@scope/eslint-plugin-y/package.json');
  },
  'a package of a virtualenv': (repo) => {
    put(repo, `${PYTHON}/x-2.dist-info/RECORD`);
  },
  'a package of a virtualenv, copied over': (repo) => {
    put(repo, `${PYTHON}/x/__init__.py`);
  },
  'a Python package that is used where somebody works on it': (repo) => {
    put(repo, '../finder/src/finder.py');
  },
  'a package that is used where somebody works on it': (repo) => {
    put(repo, '../library/src/index.js');
  },
  'a gem': (repo) => {
    put(repo, 'vendor/bundle/ruby/3.3.0/specifications/x-2.gemspec');
  },
};

const ofFilesAround: Changes = {
  'the linter': (repo) => {
    appendFileSync(join(repo.directory, 'node_modules/.bin/echo-args'), '// new\n');
  },
  'a generated file': (repo) => {
    put(repo, GENERATED, 'one\n');
  },
  'a generated file with its size and time': (repo) => {
    const { atime, mtime } = statSync(join(repo.directory, GENERATED));
    put(repo, GENERATED, 'two\n');
    utimesSync(join(repo.directory, GENERATED), atime, mtime);
  },
  'a generated file that is gone': (repo) => {
    repo.write({ [GENERATED]: null });
  },
  'an ignored file': (repo) => {
    put(repo, 'apps/web/.env');
  },
  "the interpreter's version": (repo) => {
    put(repo, '../bin/interpreter', '#!/bin/sh\nexec /bin/sh "$@"\n', 0o755);
  },
  'another program of the same name': (repo) => {
    put(repo, '../first/tool', '#!/bin/sh\n', 0o755);
  },
  'a file in the home directory': (repo) => {
    put(repo, '../home/.rubocop.yml');
  },
  'settings in the home directory': (repo) => {
    put(repo, '../home/.config/ruff/ruff.toml');
  },
  'what a link beside the file leads to': (repo) => {
    put(repo, '../rules.json');
  },
  'a file in a directory that a link above it leads to': (repo) => {
    put(repo, '../shared/deep/rules.json');
  },
  'a file above the repository': (repo) => {
    put(repo, '../.editorconfig');
  },
  'a file above the checkouts': (repo) => {
    put(repo, '../private/.prettierrc');
  },
};

function scene(): Scenario {
  const repo = scenario({
    head: {
      '.gitignore': 'node_modules/\n.env\n.venv\nvendor/\ngenerated/\n',
      'packages/ui/index.ts': 'one\n',
    },
    index: {
      'apps/web/a.txt': 'a\n',
      'apps/web/eslint.config.js': '',
      'apps/web/.rules.json': { link: '../../../rules.json' },
      shared: { link: '../shared' },
    },
    services: {
      'apps/web': { '*.txt': ['echo-args', 'tool'] },
      'packages/ui': { '*.nothing': 'echo-args' },
    },
  });
  repo.git('config', 'include.path', '../../included');
  repo.git('config', 'includeIf.onbranch:main.path', '../../nothing');
  const include = '\ufeff[include]\r\npath = deeper\r\n';
  put(repo, '../included', `${include}[core]\n\texcludesFile = ../patterns # of mine\n`);
  put(repo, '../bin/interpreter', '#!/bin/sh\nexec sh "$@"\n', 0o755);
  put(repo, '../bin/tool', '#!/usr/bin/env interpreter\n', 0o755);
  put(repo, `${PLUGIN}/package.json`, '{"version":"1.0.0"}');
  put(repo, 'apps/web/.venv/pyvenv.cfg', 'version = 3.12\n');
  put(repo, `${PYTHON}/x-1.dist-info/RECORD`);
  put(repo, `${PYTHON}/x/__init__.py`);
  put(repo, `${PYTHON}/__editable___finder_finder.py`);
  const url = `file://${dirname(repo.directory)}/finder`;
  put(repo, `${PYTHON}/finder-1.dist-info/direct_url.json`, editable(url));
  put(repo, '../finder/src/finder.py');
  put(repo, 'vendor/bundle/ruby/3.3.0/specifications/x-1.gemspec');
  put(repo, '../library/package.json', '{}');
  put(repo, '../rules.json');
  put(repo, '../shared/deep/rules.json');
  repo.write({ 'node_modules/library': { link: '../../library' } });
  for (const version of ['one', 'two']) put(repo, `../${version}/node_modules/linked/package.json`);
  symlinkSync('one', join(repo.directory, '../current'));
  repo.write({ 'node_modules/linked': { link: '../../current/node_modules/linked' } });
  mkdirSync(join(repo.directory, '../first'));
  return repo;
}

test.for([
  ['the commit and git', ofGit],
  ['installed packages', ofPackages],
  ['programs and files around', ofFilesAround],
] as const)('%s: every ingredient that changed has the linters run, once', async ([, changes]) => {
  const repo = scene();
  const sandbox = dirname(repo.directory);
  const env = { PATH: `${sandbox}/first:${sandbox}/bin:${repo.environment.PATH ?? ''}` };
  const run = async (more = {}): Promise<number> => {
    const { exitCode, stderr, stdout } = await repo.switchyard(['run'], {
      env: { ...env, ...more },
    });
    expect(exitCode, stdout + stderr).toBe(0);
    return linted(repo).length;
  };
  const found: Record<string, readonly number[]> = {};
  let calls = await run();
  for (const [what, change] of Object.entries(changes)) {
    change(repo);
    const first = await run();
    const second = await run();
    found[what] = [first - calls, second - first];
    calls = second;
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(changes).map((what) => [what, [1, 0]])));
  expect((await run({ SOMETHING: '1' })) - calls).toBe(1);
  expect((await run({ NVIM: '/run/nvim.1' })) - calls).toBe(2);
  expect((await run({ NVIM: '/run/nvim.2' })) - calls).toBe(2);
});
