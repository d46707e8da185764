import { appendFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Changes } from '../support/content.ts';
import { linted, scenario, type Scenario } from '../support/scenario.ts';

interface Ingredient {
  /** What the service's command is, besides `echo-args`. */
  readonly command?: string;
  readonly before: Changes;
  /** A path that is written anew, or another change. */
  readonly change: string | ((repo: Scenario) => void);
  readonly env?: (sandbox: string) => Readonly<Record<string, string>>;
}

const tool = (line = 'true') => ({ executable: `#!/bin/sh\n${line}\n` });
const edit = (path: string) => (repo: Scenario) => {
  appendFileSync(join(repo.directory, path), '//\n'); // it keeps its inode
};
const edition = (repo: Scenario) => {
  repo.write({ '../bin/tool': tool('true again') });
};
const rename = (from: string, to: string) => (repo: Scenario) => {
  renameSync(join(repo.directory, to), join(repo.directory, `${to}.before`));
  renameSync(join(repo.directory, from), join(repo.directory, to));
};

/** Each lies outside of the repository, and only configuration leads to it. */
const byConfiguration: Readonly<Record<string, Ingredient>> = {
  'what a module imports that configuration imports': {
    before: {
      'apps/web/eslint.config.js': "import rules from '../../../shared/index.js';\n",
      '../shared/rules.js': '',
    },
    change: '../shared/rules.js',
  },
  'what configuration at the top names, as seen from the service': {
    before: { 'mypy.ini': '[mypy]\nmypy_path = src:../../../stubs\n', '../stubs/x.pyi': '' },
    change: '../stubs/x.pyi',
  },
  'what was not there before': {
    before: { '.rubocop.yml': 'inherit_from: ../shared/.rubocop.yml\n' },
    change: '../shared/.rubocop.yml',
  },
  'what configuration names whose name has no ending': {
    before: {
      'apps/web/pylintrc': '[MAIN]\ninit-hook=import sys; sys.path.append("../../../plugins")\n',
      '../plugins/x.py': '',
    },
    change: '../plugins/x.py',
  },
  'a file that the other kind of Gemfile evaluates': {
    before: { 'gems.rb': "eval_gemfile '../shared/more.rb'\n", '../shared/more.rb': '' },
    change: '../shared/more.rb',
  },
  'a file in the home directory': {
    before: { 'apps/web/ruff.toml': 'extend = "~/team/ruff.toml"\n', '../home/team/ruff.toml': '' },
    change: '../home/team/ruff.toml',
  },
  'what settings in the home directory name, by way of another file': {
    before: {
      '../home/.config/ruff/ruff.toml': 'extend = "~/team/ruff.toml"\n',
      '../home/team/ruff.toml': 'extend = "rules.toml"\n',
      '../home/team/rules.toml': '',
    },
    change: '../home/team/rules.toml',
  },
  'what configuration above the repository imports': {
    before: {
      '../prettier.config.mjs': "export { default } from './rules.mjs';\n",
      '../rules.mjs': '',
    },
    change: '../rules.mjs',
  },
  'a file in the home directory that was not there before': {
    before: { '.rubocop.yml': "<%= File.exist?(File.expand_path('~/team/strict')) %>" },
    change: '../home/team/strict',
  },
};

/** Each is a path or a program that only a command, a script or a variable leads to. */
const named: Readonly<Record<string, Ingredient>> = {
  'a gem, of a program of the repository': {
    command: 'bin/tool',
    before: {
      'apps/web/bin/tool': { executable: '#!/usr/bin/env ruby\n' },
      '../gems/specifications/x-1.gemspec': '',
    },
    change: '../gems/specifications/y-1.gemspec',
    env: (sandbox) => ({ GEM_HOME: `${sandbox}/gems` }),
  },
  'a program that a script of the repository starts': {
    command: './lint.sh',
    before: { 'apps/web/lint.sh': tool('tool "$@"'), '../bin/tool': tool() },
    change: edition,
  },
  'a program that a script starts which only a shell can run': {
    command: 'sh lint.sh',
    before: { 'apps/web/lint.sh': 'tool "$@"\n', '../bin/tool': tool() },
    change: edition,
  },
  'a program that a script starts which another one starts from its own directory': {
    command: 'scripts/lint',
    before: {
      'apps/web/scripts/lint': tool('"$(dirname "$0")"/other "$@"'),
      'apps/web/scripts/other': tool('tool "$@"'),
      '../bin/tool': tool(),
    },
    change: edition,
  },
  'a program that a script of package.json starts': {
    command: 'npm run lint --',
    before: {
      'apps/web/package.json': '{"scripts":{"lint":"true && tool"}}',
      '../bin/tool': tool(),
    },
    change: edition,
  },
  'a program that one of several scripts of package.json starts': {
    command: 'npm run lint --',
    before: {
      'apps/web/package.json': '{"scripts":{"lint":"run-s lint:*","lint:a":"tool"}}',
      '../bin/run-s': tool(),
      '../bin/tool': tool(),
    },
    change: edition,
  },
  'what an argument leads to, beside the repository': {
    command: 'true --config=../../../shared/rules.yml',
    before: { '../shared/rules.yml': '', '../shared/more.yml': '' },
    change: '../shared/more.yml',
  },
  'a file that a variable names': {
    before: { '../pylintrc': '' },
    change: '../pylintrc',
    env: (sandbox) => ({ PYLINTRC: `${sandbox}/pylintrc` }),
  },
  'a file that options in a variable name': {
    before: { '../rules.yml': '' },
    change: '../rules.yml',
    env: (sandbox) => ({ RUBOCOP_OPTS: `--config ${sandbox}/rules.yml` }),
  },
  'code that NODE_OPTIONS loads': {
    before: { '../setup.cjs': '' },
    change: '../setup.cjs',
    env: (sandbox) => ({ NODE_OPTIONS: `--require ${sandbox}/setup.cjs` }),
  },
  'a directory of PYTHONPATH': {
    before: { '../lib/x/y.py': '' },
    change: '../lib/x/y.py',
    env: (sandbox) => ({ PYTHONPATH: `${sandbox}/lib` }),
  },
  'a plugin, in a version that a shim chooses': {
    command: 'tool',
    before: {
      '../pyenv/shims/tool': tool(),
      '../pyenv/versions/3.12/lib/python3.12/site-packages/x/__init__.py': '',
    },
    change: '../pyenv/versions/3.12/lib/python3.12/site-packages/y/__init__.py',
    env: (sandbox) => ({ PATH: `${sandbox}/pyenv/shims:${process.env.PATH ?? ''}` }),
  },
};

/** Each lies in a directory that looks like one of installed packages. */
const inOddDirectories: Readonly<Record<string, Ingredient>> = {
  'beside a directory called `specifications`': {
    before: { 'generated/specifications/api.yaml': '', 'generated/code/x.ts': '' },
    change: 'generated/code/x.ts',
  },
  'beside gems': {
    before: {
      'vendor/ruby/3.3.0/specifications/x-1.gemspec': '',
      'vendor/cops/x.rb': '',
    },
    change: 'vendor/cops/x.rb',
  },
  'the sources of a package that pip keeps in the virtualenv': {
    before: {
      'apps/web/.venv/pyvenv.cfg': '',
      'apps/web/.venv/src/x/x.py': '',
      'apps/web/.venv/lib/python3.12/site-packages/x.pth': '',
    },
    change: 'apps/web/.venv/src/x/x.py',
  },
  'a directory that a `.pth` file names by a relative path': {
    before: {
      'apps/web/.venv/pyvenv.cfg': '',
      'apps/web/.venv/lib/python3.12/site-packages/y.pth': '../../../../../../../library\n',
      '../library/y.py': '',
    },
    change: '../library/y.py',
  },
  'a package that Composer has linked': {
    before: {
      'vendor/composer/autoload_real.php': '',
      'vendor/acme/library': { link: '../../../library' },
      '../library/x.php': '',
    },
    change: '../library/x.php',
  },
  'the sources of a `file:` package, in which pnpm has hard links': {
    before: {
      'node_modules/.pnpm/@x+y@file+packages+y/node_modules/@x/y/index.js': '',
      'node_modules/@x/y': { link: '../.pnpm/@x+y@file+packages+y/node_modules/@x/y' },
    },
    change: edit('node_modules/.pnpm/@x+y@file+packages+y/node_modules/@x/y/index.js'),
  },
  'the sources of a `file:` package, in which bun has hard links': {
    before: {
      'bun.lock': '{"packages":{"@x/y":["@x/y@file:packages/y",{}]}}',
      'node_modules/@x/y/package.json': '',
      'node_modules/@x/y/index.js': '',
    },
    change: edit('node_modules/@x/y/index.js'),
  },
  'the sources of a `file:` package that only one package of a workspace has': {
    before: {
      'bun.lock': '{"packages":{"web/y":["y@file:packages/y",{}]}}',
      'apps/web/node_modules/y/package.json': '',
      'apps/web/node_modules/y/index.js': '',
    },
    change: edit('apps/web/node_modules/y/index.js'),
  },
  'a package to which patch-package applies a patch': {
    before: {
      'patches/@x+y+1.0.0.patch': '',
      'node_modules/.package-lock.json': '',
      'node_modules/@x/y/package.json': '',
      'node_modules/@x/y/index.js': '',
    },
    change: edit('node_modules/@x/y/index.js'),
  },
  'a package inside of another to which patch-package applies a patch': {
    before: {
      'package.json': '{"scripts":{"postinstall":"patch-package --patch-dir dev/patches"}}',
      'dev/patches/@x+y++z+1.0.0.patch': '',
      'node_modules/.package-lock.json': '',
      'node_modules/@x/y/node_modules/z/package.json': '',
      'node_modules/@x/y/node_modules/z/index.js': '',
    },
    change: edit('node_modules/@x/y/node_modules/z/index.js'),
  },
  'types that Prisma generates': {
    before: { 'node_modules/.package-lock.json': '', 'node_modules/.prisma/client/index.d.ts': '' },
    change: edit('node_modules/.prisma/client/index.d.ts'),
  },
  'types that Prisma generates where pnpm has its packages': {
    before: { 'node_modules/.pnpm/@prisma+client@6.0.0/node_modules/.prisma/client/x.d.ts': '' },
    change: edit('node_modules/.pnpm/@prisma+client@6.0.0/node_modules/.prisma/client/x.d.ts'),
  },
  'a gem beside the repository': {
    before: {
      '.bundle/config': '---\nBUNDLE_PATH: "../gems"\n',
      '../gems/ruby/3.3.0/specifications/x-1.gemspec': '',
    },
    change: '../gems/ruby/3.3.0/specifications/y-1.gemspec',
  },
  'other packages that are older, moved to the place of these': {
    before: { 'node_modules/@x/y/package.json': '1', '../older/y/package.json': '2' },
    change: rename('../older', 'node_modules/@x'),
  },
};

test.for(Object.entries({ ...byConfiguration, ...named, ...inOddDirectories }))(
  '%s: the linters run again, once',
  async ([, { command, before, change, env }]) => {
    const repo = scenario({
      head: { '.gitignore': 'node_modules/\n.venv/\nvendor/\ngenerated/\n' },
      index: { 'apps/web/a.txt': 'a\n' },
      services: { 'apps/web': { '*.txt': ['echo-args', ...(command ? [command] : [])] } },
    });
    const sandbox = dirname(repo.directory);
    repo.write(before);
    const list = 'apps/web/.venv/lib/python3.12/site-packages/x.pth';
    if (list in before) repo.write({ [list]: `${repo.directory}/apps/web/.venv/src/x\n` });
    repo.git('add', '-A');
    const PATH = `${sandbox}/bin:${process.env.PATH ?? ''}`;
    const run = async (): Promise<number> => {
      await setTimeout(100); // what has changed just before is not remembered
      const options = { env: { PATH, ...env?.(sandbox) } };
      const { exitCode, stdout, stderr } = await repo.switchyard(['run'], options);
      expect(exitCode, stdout + stderr).toBe(0);
      return linted(repo).length;
    };
    const runs = [await run(), await run()];
    if (typeof change === 'string') repo.write({ [change]: `${String(Math.random())}\n` });
    else change(repo);
    expect([...runs, await run(), await run()]).toEqual([1, 1, 2, 2]);
  },
);

test('configuration that was read for an earlier commit, and then changed', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'a\n', '.rubocop.yml': 'inherit_from: ../one/rules.yml\n' },
    services: { 'apps/web': { '*.txt': 'echo-args' } },
  });
  repo.write({ '../one/rules.yml': '1\n', '../two/rules.yml': '2\n' });
  const runsAfter = async (change: Changes): Promise<number> => {
    repo.write(change);
    repo.git('add', '-A');
    await setTimeout(100); // what has changed just before is not remembered
    const { exitCode, stdout, stderr } = await repo.switchyard(['run']);
    expect(exitCode, stdout + stderr).toBe(0);
    return linted(repo).length;
  };
  expect(await runsAfter({ 'apps/web/a.txt': 'first\n' })).toBe(1);
  repo.git('commit', '-q', '--no-verify', '-m', 'first');
  expect(await runsAfter({ 'apps/web/a.txt': 'second\n' })).toBe(2);
  expect(await runsAfter({ '../two/rules.yml': 'two\n' })).toBe(2);
  expect(await runsAfter({ '../one/rules.yml': 'one\n' })).toBe(3);
  expect(await runsAfter({ '.rubocop.yml': 'inherit_from: ../two/rules.yml\n' })).toBe(4);
  expect(await runsAfter({ '../one/rules.yml': 'once more\n' })).toBe(4);
  expect(await runsAfter({ '../two/rules.yml': 'twice\n' })).toBe(5);
});
