import { expect, test } from 'vitest';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { scenario, type Before } from '../support/scenario.ts';

const web: Before = {
  head: { 'apps/web/a.txt': 'A\n', 'apps/web/b.py': '' },
  services: { 'apps/web': { '*.txt': 'upper', '*.rs': 'fail' } },
};

const withLefthook = async (before: Before = web) => {
  const repo = scenario(before);
  provideLefthook(repo);
  await repo.switchyard(['init']);
  installLefthook(repo);
  return repo;
};

test('all is well: programs and where they are, patterns and files that miss each other', async () => {
  const repo = await withLefthook();
  const { exitCode, stdout } = await repo.switchyard(['doctor'], { from: 'apps/web' });
  expect(stdout).toContain(
    '! apps/web: 1 file, upper (node_modules/.bin/upper), fail (node_modules/.bin/fail)',
  );
  expect(stdout).toContain('! apps/web: no tracked file matches "*.rs"');
  expect(stdout).toContain('tracked files without a task: *.json (1), *.py (1)');
  expect(stdout).toContain('All is well: a commit would run these linters.');
  expect(exitCode).toBe(0);
});

test('as JSON', async () => {
  const repo = await withLefthook();
  const { stdout } = await repo.switchyard(['doctor', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    services: [
      {
        service: 'apps/web',
        directory: 'apps/web',
        tasks: ['upper', 'fail'],
        programs: [
          { program: 'upper', found: 'node_modules/.bin/upper' },
          { program: 'fail', found: 'node_modules/.bin/fail' },
        ],
        files: 1,
      },
    ],
    uncovered: [{ ending: '*.json' }, { ending: '*.py', files: 1 }],
    snapshots: { count: 0, bytes: 0 },
  });
});

test('a hook that calls switchyard itself needs no lefthook', async () => {
  const repo = scenario(web);
  expect(await repo.switchyard(['doctor'])).toMatchObject({ exitCode: 0 });
});

test("what is not there is said once, with the workspace's package manager; Ruby's own reason", async () => {
  const repo = await withLefthook({
    head: { 'pnpm-lock.yaml': '', 'apps/web/a.ts': '', 'apps/core/a.rb': '' },
    services: {
      'apps/web': { '*.ts': ['uv run x', 'uv run y', 'eslint'] },
      'apps/core': { '*.rb': 'bundle exec rubocop' },
    },
    linters: {
      bundle:
        '#!/bin/sh\necho "/usr/lib/ruby/dsl.rb:3:in \\`a b\': Your Ruby version is 3.1, but (X::Y)" >&2\nexit 1\n',
    },
  });
  const { stdout } = await repo.switchyard(['doctor'], { env: { PATH: '/usr/bin:/bin' } });
  expect(stdout).toContain('✗ apps/web: uv is not found');
  expect(stdout).toContain('Install it at the top: pnpm install (pnpm add --save-dev eslint, if');
  expect(stdout).toContain('bundle exec rubocop does not start: Your Ruby version is 3.1');
});

test('Bundler, which would write a lock file, is not asked where there is none', async () => {
  const repo = await withLefthook({
    head: { 'apps/core/Gemfile': '', 'apps/core/a.rb': '' },
    services: { 'apps/core': { '*.rb': 'bundle exec rubocop' } },
    linters: { bundle: '#!/bin/sh\ntouch Gemfile.lock\necho 1.2.3\n' },
  });
  const before = repo.state();
  expect((await repo.switchyard(['doctor'])).stdout).not.toContain('1.2.3');
  expect(repo.state()).toEqual(before);
  repo.write({ 'apps/core/Gemfile.lock': '' });
  expect((await repo.switchyard(['doctor'])).stdout).toContain('bundle exec rubocop 1.2.3');
});

test("what Python's linters need: by the lock file that is there, in each service's directory", async () => {
  const repo = scenario({
    head: {
      'gateway/uv.lock': '',
      'gateway/a.py': '',
      'jobs/a.py': '',
      'uv/uv.lock': '',
      'uv/member/a.py': '',
      'old/poetry.lock': '',
      'old/a.py': '',
    },
    services: Object.fromEntries(
      ['gateway', 'jobs', 'old', 'uv/member'].map((name) => [name, { '*.py': 'ruff check' }]),
    ),
  });
  const { stdout } = await repo.switchyard(['doctor'], { env: { PATH: '/usr/bin:/bin' } });
  expect(stdout).toContain(`✗ gateway, jobs, old, uv/member: ruff is not found
    → Install it in gateway: uv sync --all-groups (uv add --dev ruff in gateway, if pyproject.toml does not list it).
    → Install it in jobs: python3 -m venv .venv && .venv/bin/pip install ruff.
    → Install it in old: poetry install, and write the command as poetry run ruff.
    → Install it in uv: uv sync --all-packages --all-groups (uv add --dev ruff in uv/member, if pyproject.toml does not list it).
`);
});

test('no hook, no lefthook: what to type', async () => {
  const repo = scenario(web);
  repo.write({ '.git/hooks/pre-commit': null });
  const { exitCode, stdout } = await repo.switchyard(['doctor'], {
    env: { PATH: '/usr/bin:/bin' },
  });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('✗ no pre-commit hook is installed\n    → npx lefthook install\n');
  expect(stdout).toContain(
    '✗ there is no lefthook.yml, so nothing starts switchyard\n    → npx switchyard init\n',
  );
});

test('a linter that is not there', async () => {
  const services = { 'apps/web': { '*.txt': 'no-such-linter' } };
  const repo = scenario({ ...web, services });
  const { exitCode, stdout } = await repo.switchyard(['doctor']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('✗ apps/web: no-such-linter is not found');
});

test('a linter that may be missing is no problem, but in CI', async () => {
  const services = { 'apps/web': { tasks: { '*.txt': 'no-such-linter' }, missing: 'warn' } };
  const repo = scenario({ ...web, services });
  expect(await repo.switchyard(['doctor'])).toMatchObject({ exitCode: 0 });
  expect(await repo.switchyard(['doctor'], { env: { CI: 'true' } })).toMatchObject({ exitCode: 1 });
});

test('a configuration that is not valid', async () => {
  const repo = scenario({ ...web, services: { 'apps/wbe': { '*.txt': 'upper' } } });
  const { exitCode, stdout } = await repo.switchyard(['doctor']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('✗ switchyard.config.json');
});

test('a configuration that is not valid says nothing about the jobs of lefthook', async () => {
  const repo = await withLefthook();
  repo.write({
    'lefthook.yml': (repo.state().worktree['lefthook.yml'] as string).replace(
      'switchyard run',
      'switchyard lint apps/web && switchyard publish',
    ),
    'switchyard.config.json': '{ "services": {',
  });
  const { stdout } = await repo.switchyard(['doctor']);
  expect(stdout).toContain('✗ switchyard.config.json:1:');
  expect(stdout).not.toContain('which no configuration declares');
});

test('lefthook.toml: lefthook says what it holds; without lefthook that is not known', async () => {
  const repo = await withLefthook();
  const text = '[pre-commit]\njobs = [{ run = "switchyard run" }]\n';
  repo.write({ 'lefthook.yml': null, 'lefthook.toml': text });
  const { stdout } = await repo.switchyard(['doctor']);
  expect(stdout).toContain('✗ lefthook.toml has no `rc:`');

  const env = { LEFTHOOK_BIN: '/nowhere/lefthook' };
  const without = await repo.switchyard(['doctor'], { env });
  expect(without.stdout).toContain('! lefthook.toml is TOML');
  expect(without.stdout).toContain('→ npx lefthook dump');
});

test('jobs and an rc that lefthook.yml takes from another file: doctor sees them, init adds none', async () => {
  const repo = await withLefthook();
  const { 'lefthook.yml': text = '' } = repo.state().worktree;
  repo.write({
    'lefthook.yml': 'extends: [tools/hooks.yml]\n',
    'tools/hooks.yml': text,
    'lefthook-local.yml': 'pre-commit:\n  jobs:\n    - run: echo mine\n',
  });
  installLefthook(repo);
  const doctor = await repo.switchyard(['doctor']);
  expect(doctor.exitCode, doctor.stdout).toBe(0);
  const init = await repo.switchyard(['init']);
  expect(init.stdout).toContain('Everything that can be written is there already.');
  repo.write({ 'tools/hooks.yml': (text as string).replace('switchyard run', 'echo off') });
  expect((await repo.switchyard(['doctor'])).stdout).toContain(
    '✗ no pre-commit job of lefthook.yml calls switchyard',
  );
});

test('a variable that is set without a shell', async () => {
  const repo = scenario({ ...web, services: { 'apps/web': { '*.txt': 'A=1 upper' } } });
  const { stdout } = await repo.switchyard(['doctor']);
  expect(stdout).toContain('A=1 is not a program: setting a variable takes a shell');
  expect(stdout).toContain('→ Write `env A=1 …`.');
});

test("an rc in lefthook-local.yml replaces the project's", async () => {
  const repo = await withLefthook();
  repo.write({ 'lefthook-local.yml': 'rc: ./own.sh\n', 'own.sh': 'A=1\n' });
  installLefthook(repo);
  const before = await repo.switchyard(['doctor']);
  expect(before.exitCode).toBe(1);
  expect(before.stdout).toContain('`rc: ./own.sh` in lefthook-local.yml replaces the project');
  expect(before.stdout).toContain('→ Let its first line be: . ./.lefthookrc');

  repo.write({ 'own.sh': '. ./.lefthookrc\nA=1\n' });
  expect(await repo.switchyard(['doctor'])).toMatchObject({ exitCode: 0 });
});

test('a service that no job lints', async () => {
  const repo = await withLefthook({
    ...web,
    services: { 'apps/web': { '*.txt': 'upper' }, '.': { '*.md': 'upper' } },
  });
  const services = {
    'apps/web': { '*.txt': 'upper' },
    '.': { '*.md': 'upper' },
    apps: { '*.md': 'upper' },
  };
  repo.write({ 'switchyard.config.json': JSON.stringify({ services }) });
  const { exitCode, stdout } = await repo.switchyard(['doctor']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('✗ no job of lefthook.yml lints apps\n');
});

test('jobs that stage what they fix', async () => {
  const jobs =
    '    - run: eslint --fix\n      stage_fixed: true\n    - run: prettier -w . && git add .\n';
  const repo = await withLefthook({
    head: { ...web.head, 'lefthook.yml': `pre-commit:\n  jobs:\n${jobs}` },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const { exitCode, stdout } = await repo.switchyard(['doctor']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    '! stage_fixed is off, so what these jobs of lefthook.yml fix is not staged: eslint --fix',
  );
  expect(stdout).toContain(
    '! these jobs of lefthook.yml stage files themselves, or hide unstaged changes: prettier -w . && git add .',
  );
});

test('a pattern of several services matches a file of one of them', async () => {
  const repo = await withLefthook({
    head: { 'packages/a/a.txt': 'A\n', 'packages/b/b.md': 'B\n' },
    services: { 'packages/*': { '*.txt': 'upper', '*.md': 'upper', '*.rs': 'upper' } },
  });
  const { stdout } = await repo.switchyard(['doctor']);
  expect(stdout.match(/no tracked file matches .*/g)).toEqual(['no tracked file matches "*.rs"']);
});

test('a place for snapshots that linters would not look at: why, and what to do', async () => {
  const repo = await withLefthook({
    head: { 'a.txt': 'A\n' },
    services: { '.': { '*.txt': 'upper' } },
  });
  const env = { SWITCHYARD_DIR: `${repo.environment.SWITCHYARD_DIR ?? ''}/.hidden` };
  const { exitCode, stdout } = await repo.switchyard(['doctor'], { env });
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    '/.hidden. Linters skip what is below a hidden directory (.hidden).\n    → Set SWITCHYARD_DIR to another directory.\n',
  );
});
