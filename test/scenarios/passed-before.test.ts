import { appendFileSync, copyFileSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BINARY } from '../support/binary.ts';
import { start } from '../support/sandbox.ts';
import { linted, scenario } from '../support/scenario.ts';

const services = {
  'apps/core': { tasks: { '*.txt': 'echo-args' }, uses: [] },
  'apps/web': { tasks: { '*.txt': ['echo-args', 'upper'] }, uses: [] },
};

test('a retry after a failure elsewhere: what passed is not run again, its fixes are published', async () => {
  const repo = scenario({
    head: { 'apps/core/b.txt': 'b\n', 'apps/web/a.txt': 'a\n' },
    index: { 'apps/core/b.txt': 'bad\n', 'apps/web/a.txt': 'new\n' },
    services: { ...services, 'apps/core': { tasks: { '*.txt': 'refuse' }, uses: [] } },
    linters: { refuse: '#!/bin/sh\n! grep bad "$1"\n' },
  });
  expect((await repo.commit()).exitCode).toBe(1);
  repo.write({ 'apps/core/b.txt': 'good\n', 'apps/web/a.txt': 'new\nmine\n' });
  repo.git('add', 'apps/core');
  const { exitCode, stderr } = await repo.commit();
  expect(stderr).toMatch(
    /^✓ apps\/core {2}1 file, .*\n✓ apps\/web {3}1 file, fixed a\.txt, as before\n/,
  );
  expect(exitCode).toBe(0);
  expect(linted(repo)).toEqual(['apps/web']);
  expect(repo.state()).toMatchObject({
    head: { 'apps/core/b.txt': 'good\n', 'apps/web/a.txt': 'NEW\n' },
    worktree: { 'apps/web/a.txt': 'NEW\nmine\n' },
  });
});

test('a commit after `switchyard run`: nothing is run on what was fixed there', async () => {
  const repo = scenario({ index: { 'apps/core/b.txt': 'b\n', 'apps/web/a.txt': 'a\n' }, services });
  await repo.switchyard(['run']);
  const snapshots = join(repo.directory, '../private');
  const before = readdirSync(snapshots, { recursive: true }).length;
  const { exitCode, stderr } = await repo.commit();
  expect([exitCode, stderr]).toEqual([
    0,
    '✓ apps/core  1 file, as before\n✓ apps/web   1 file, as before\n',
  ]);
  expect(linted(repo)).toEqual(['apps/core', 'apps/web']);
  expect(readdirSync(snapshots, { recursive: true })).toHaveLength(before);
  expect(repo.state().head).toMatchObject({ 'apps/web/a.txt': 'A\n' });
});

test('the program is started through a link, as `npm run` or a hook may: it is the same program', async () => {
  const repo = scenario({
    index: { 'apps/core/b.txt': 'b\n' },
    services: { 'apps/core': services['apps/core'] },
  });
  await repo.switchyard(['run']);
  const link = join(repo.directory, '../switchyard');
  symlinkSync(BINARY, link);
  const { stdout } = await start(process.execPath, [link, 'run'], {
    cwd: repo.directory,
    env: repo.environment,
  }).ended;
  expect(stdout).toBe('✓ apps/core  1 file, as before\n');
  expect(linted(repo)).toEqual(['apps/core']);
});

test('another Switchyard than the one it passed with: it is linted again', async () => {
  const repo = scenario({
    index: { 'apps/core/b.txt': 'b\n' },
    services: { 'apps/core': services['apps/core'] },
  });
  const other = join(repo.directory, '../switchyard.js');
  copyFileSync(BINARY, other);
  for (const runs of [1, 1, 2]) {
    if (runs === 2) appendFileSync(other, '// of another version\n');
    const { exitCode } = await start(process.execPath, [other, 'run'], {
      cwd: repo.directory,
      env: repo.environment,
    }).ended;
    expect([exitCode, linted(repo).length]).toEqual([0, runs]);
  }
});

test('a program on PATH that only starts another one: the linters run again once that is another version', async () => {
  const repo = scenario({
    index: { 'a.txt': 'a\n' },
    services: { '.': { '*.txt': ['echo-args', 'tool'] } },
  });
  const sandbox = dirname(repo.directory);
  const started = { '../own/tool': { executable: '#!/bin/sh\n' } };
  repo.write(started);
  repo.write({ '../bin/tool': { executable: `#!/bin/sh\nexec "${sandbox}/own/tool" "$@"\n` } });
  const env = { PATH: `${sandbox}/bin:${process.env.PATH ?? ''}` };
  await setTimeout(100); // what has changed just before is not remembered
  for (const runs of [1, 1, 2]) {
    if (runs === 2) repo.write(started);
    expect((await repo.switchyard(['run'], { env })).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(runs);
  }
});

test('a linter is compiled in its virtualenv when it is first used: it is as before, until it is installed anew', async () => {
  const packages = 'apps/core/.venv/lib/python3.12/site-packages/x';
  const installation = {
    'apps/core/.venv/pyvenv.cfg': '',
    [`${packages}/__init__.py`]: '',
    [`${packages}-1.dist-info/RECORD`]: '',
  };
  const repo = scenario({
    head: { '.gitignore': 'node_modules/\n.venv/\n' },
    index: { 'apps/core/b.txt': 'b\n' },
    worktree: installation,
    services: { 'apps/core': { '*.txt': ['echo-args', 'compile'] } },
    linters: { compile: '#!/bin/sh\nmkdir -p .venv/lib/python3.12/site-packages/x/__pycache__\n' },
  });
  for (const runs of [1, 1, 2]) {
    if (runs === 2) repo.write({ [`${packages}/__init__.py`]: '' });
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(runs);
  }
  expect(existsSync(join(repo.directory, packages, '__pycache__'))).toBe(true);
});

test('a program that may come from the network: linters run every time', async () => {
  const repo = scenario({
    index: {
      'api/d.txt': 'd\n',
      'apps/core/b.txt': 'b\n',
      'apps/web/a.txt': 'a\n',
      'c.txt': 'c\n',
    },
    services: {
      api: { '*.txt': ['echo-args', 'uv run --script check.py'] }, // has its dependencies in a comment
      'apps/core': { '*.txt': ['echo-args', 'uv tool run ruff check'] },
      'apps/web': { '*.txt': ['echo-args', 'uv run --with ruff ruff check'] },
      '.': { '*.txt': ['echo-args', 'wrapper'] },
    },
    linters: { uv: '#!/bin/sh\n', wrapper: '#!/bin/sh\n: docker run --rm ruff "$@"\n' },
  });
  await setTimeout(100); // what has changed just before is not remembered
  for (const runs of [4, 8]) {
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(runs);
  }
});

test.for([
  [
    'a Gemfile elsewhere, named by settings',
    '.bundle/config',
    'BUNDLE_GEMFILE: "../shared/Gemfile"\n',
  ],
  [
    'sources to which links may lead, by a lockfile that is binary',
    'bun.lockb',
    '\0file:./rules\0',
  ],
] as const)('%s: linters run every time', async ([, path, content]) => {
  const repo = scenario({
    index: { 'a.txt': 'a\n', [path]: content },
    worktree: { 'node_modules/rules/index.js': '' },
    services: { '.': { '*.txt': 'echo-args' } },
  });
  for (const runs of [1, 2]) {
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(runs);
  }
});

test('what failed is run again, and fails again', async () => {
  const repo = scenario({
    index: { 'apps/core/b.txt': 'b\n' },
    services: { 'apps/core': { '*.txt': ['echo-args', 'fail'] } },
  });
  for (const runs of [1, 2]) {
    expect((await repo.commit()).exitCode).toBe(1);
    expect(linted(repo)).toHaveLength(runs);
  }
});

test('another merge with the same edit: what the other branch brings is linted again', async () => {
  const repo = scenario({
    head: { 'apps/core/a.txt': 'a\n', 'apps/core/lib': 'old\n', 'apps/web/b.txt': 'b\n' },
    services: {
      'apps/core': { tasks: { '*.txt': 'needs-lib' }, uses: [] },
      'apps/web': services['apps/web'],
    },
    linters: { 'needs-lib': '#!/bin/sh\n! grep bad lib\n' },
  });
  for (const lib of ['good', 'bad']) {
    repo.git('checkout', '-q', '-b', lib, 'main');
    repo.write({ 'apps/core/lib': `${lib}\n` });
    repo.git('commit', '-q', '--no-verify', '-a', '-m', lib);
  }
  repo.git('checkout', '-q', 'main');
  const exitCodes = [];
  for (const branch of ['good', 'bad']) {
    repo.git('merge', '-q', '--no-commit', '--no-ff', branch);
    repo.write({ 'apps/core/a.txt': 'edited\n' });
    repo.git('add', '-A');
    exitCodes.push((await repo.switchyard(['run'])).exitCode);
    repo.git('merge', '--abort');
  }
  expect(exitCodes).toEqual([0, 1]);
});
