import { expect, test } from 'vitest';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { scenario } from '../support/scenario.ts';

const eslint = '{ "devDependencies": { "eslint": "^9.0.0" } }\n';

test("lint-staged's configuration is kept, and what it covers is not declared again", async () => {
  const repo = scenario({
    head: {
      'package.json':
        '{ "lint-staged": { "*.js": "eslint" }, "devDependencies": { "eslint": "9" } }\n',
      'eslint.config.js': '',
      'packages/a/package.json': eslint,
      'packages/a/eslint.config.js': '',
      'apps/core/Gemfile': "gem 'rubocop'\n",
    },
  });
  const { exitCode, stdout } = await repo.switchyard(['init']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "package.json: lint-staged's configuration stays as it is; switchyard reads it.",
  );
  const { worktree } = repo.state();
  const { services } = JSON.parse(worktree['switchyard.config.json'] as string) as {
    services: object;
  };
  expect(Object.keys(services)).toEqual(['apps/core']);
  expect(worktree['lefthook.yml']).toContain('run: switchyard lint .');
});

test.each(['.gitlab-ci.yml', '.github/workflows/switchyard.yml'])(
  'CI that init does not write in gets its step by hand: %s',
  async (file) => {
    const repo = scenario({
      head: { 'apps/core/Gemfile': "gem 'rubocop'\n", 'apps/core/a.rb': '', [file]: '' },
    });
    const step = 'npx switchyard check --from BASE';
    expect((await repo.switchyard(['init'])).stdout).toContain(step);
    expect(repo.state().worktree[file]).toBe('');
    repo.write({ [file]: '- run: npx switchyard check --from main\n' });
    expect((await repo.switchyard(['init'])).stdout).not.toContain(step);
  },
);

test("lint-staged's configuration at the top, which says nothing of another language below", async () => {
  const head = (glob: string, command: string) => ({
    'package.json': JSON.stringify({ 'lint-staged': { [glob]: command, '*.js': 'node lint.mjs' } }),
    'a.js': '',
    'apps/api/requirements.txt': 'ruff\n',
    'apps/api/main.py': 'x = 1\n',
    'apps/api/README.md': '# API\n',
  });
  const repo = scenario({ head: head('*.md', 'pnpm exec prettier --write') });
  expect((await repo.switchyard(['init'])).stdout).toContain(
    'apps/api: prettier, ruff, ruff format',
  );
  const { stdout } = await repo.switchyard(['explain', 'apps/api/README.md', 'apps/api/main.py']);
  expect(stdout).toContain('pnpm exec prettier --write');
  expect(stdout).toContain('ruff format --force-exclude');
  expect((await repo.switchyard(['init'])).stdout).toContain('Everything that can be written');

  const job = {
    'apps/job/requirements.txt': 'ruff\n',
    'apps/job/main.py': 'x = 1\n',
    'apps/job/a.md': '',
  };
  const bound = scenario({ head: { ...head('apps/**/*.md', 'prettier --write'), ...job } });
  const told = await bound.switchyard(['init']);
  expect(told.stdout).toContain(
    'apps/api (ruff, ruff-format), apps/job (ruff, ruff-format): not proposed, as',
  );
  expect(bound.state().worktree).not.toHaveProperty(['switchyard.config.json']);
});

test("configuration of an installed package, though committed, is not this repository's", async () => {
  const repo = scenario({
    head: {
      Gemfile: "gem 'rubocop'\n",
      'test/project/node_modules/swr/package.json': '{ "lint-staged": { "*.js": "eslint" } }\n',
      'test/project/node_modules/swr/a.js': 'a\n',
    },
  });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('✓ Written: switchyard.config.json');
  expect(stdout).not.toContain('swr');
  const explained = await repo.switchyard(['explain', 'test/project/node_modules/swr/a.js']);
  expect(explained.stdout).toContain('no task matches it');
});

test("the example that lefthook's own postinstall leaves is no configuration", async () => {
  const example = '# EXAMPLE USAGE:\n#\n# pre-push:\n#   jobs:\n#     - run: yarn audit\n';
  const repo = scenario({ head: { Gemfile: "gem 'rubocop'\n", 'lefthook.yml': example } });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('lefthook.yml (5 lines of comments go)\n+ # Which services');
  expect(stdout).not.toContain('yarn audit');
  expect(repo.state().worktree['lefthook.yml']).toMatch(/^# Which services/);
});

test.each([
  ['lint-staged', true],
  ['biome check --write', false],
])('a script lint:staged that is %j: to be replaced, %j', async (script, isReplaced) => {
  const manifest = {
    scripts: { 'lint:staged': script },
    'lint-staged': { '*.js': 'npm run lint:staged' },
  };
  const repo = scenario({ head: { 'package.json': `${JSON.stringify(manifest)}\n`, 'a.js': '' } });
  const { stdout } = await repo.switchyard(['init', '--dry-run']);
  expect(stdout).toContain('"prepare": "lefthook install || exit 0"');
  expect(stdout.includes('"lint:staged": "switchyard run"')).toBe(isReplaced);
});

test('jobs of lefthook stay; those that stage what they fix are named', async () => {
  const lefthook =
    '# ours\npre-commit:\n  jobs:\n    - name: rubocop\n      run: rubocop -a {staged_files}\n      stage_fixed: true\n' +
    '    - run: prettier -w {staged_files} && git add {staged_files}\n';
  const repo = scenario({ head: { 'lefthook.yml': lefthook, Gemfile: "gem 'rubocop'\n" } });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('By hand: Jobs of lefthook.yml that stage what they fix.');
  expect(stdout).toContain('rubocop: rubocop -a {staged_files}');
  expect(stdout).toContain('prettier -w {staged_files} && git add {staged_files}');
  expect(repo.state().worktree['lefthook.yml']).toBe(
    `${lefthook}    - name: switchyard\n      run: switchyard run\n` +
      '\n# What switchyard needs of lefthook.\nmin_version: 2.2.2\nassert_lefthook_installed: true\nrc: ./.lefthookrc\n',
  );
});

test("an rc file of the user's is not overwritten: the hook is left to be completed by hand", async () => {
  const own = { '.lefthookrc': 'export A=1\n', 'lefthook.yml': 'rc: ./.lefthookrc\n' };
  const repo = scenario({ head: { ...own, Gemfile: "gem 'rubocop'\n" } });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('By hand: The file that `rc:` names (./.lefthookrc)');
  expect(stdout).toContain('set -- --no-stage-fixed "$@"');
  expect(repo.state().worktree).toMatchObject(own);
});

test('husky: its hooks are listed, core.hooksPath is explained and stays', async () => {
  const repo = scenario({
    head: {
      'package.json':
        '{ "scripts": { "prepare": "husky" }, "devDependencies": { "eslint": "9" } }\n',
      'eslint.config.js': '',
      '.husky/pre-commit': 'npx lint-staged\n',
      '.husky/commit-msg': 'npx commitlint --edit $1\n',
    },
    settings: { 'core.hooksPath': '.husky/_' },
  });
  provideLefthook(repo);
  repo.write({ '.husky/_/pre-commit': { executable: '#!/bin/sh\n. "$(dirname "$0")/h"\n' } });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain(
    "By hand: husky starts this repository's hooks (commit-msg, pre-commit)",
  );
  expect(stdout).toContain("- run: 'npx commitlint --edit {1}'");
  expect(stdout).toContain(
    "✗ git starts husky's hooks, not lefthook's (core.hooksPath is .husky/_, a local setting)",
  );
  expect(repo.git('config', 'core.hooksPath')).toBe('.husky/_\n');
  expect(stdout).toContain(
    'By hand: package.json has scripts of these names that do something else:\n    "prepare": "lefthook install || exit 0"',
  );
});

test("a hook of husky's that calls another lint:staged does not start switchyard", async () => {
  const repo = scenario({
    head: {
      'package.json': '{ "scripts": { "lint:staged": "lint-staged" } }\n',
      'switchyard.config.json': '{ "services": { ".": { "*.js": "true" } } }\n',
      '.husky/pre-commit': { executable: 'npm run lint:staged\n' },
    },
    settings: { 'core.hooksPath': '.husky/_' },
  });
  repo.write({ '.husky/_/pre-commit': { executable: '#!/bin/sh\n. "$(dirname "$0")/h"\n' } });
  const other = await repo.switchyard(['doctor']);
  expect(other.stdout).toContain("git starts husky's hooks, not lefthook's");
  repo.write({ 'package.json': '{ "scripts": { "lint:staged": "switchyard run" } }\n' });
  const ours = await repo.switchyard(['doctor']);
  expect(ours.stdout).not.toContain("git starts husky's hooks");
});

test('files that git ignores: said, and a second time nothing to write', async () => {
  const repo = scenario({ head: { '.gitignore': '/*.yml\n', Gemfile: "gem 'rubocop'\n" } });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('By hand: git ignores files that are to be committed.');
  expect(stdout).toContain('\n    !/lefthook.yml\n');
  const again = await repo.switchyard(['init']);
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
  expect(again.stdout).toContain('Everything that can be written is there already.');
});

test('no linter is found: nothing is written, and that is no success', async () => {
  const repo = scenario({ head: { 'README.md': 'r\n' } });
  const before = repo.fingerprint();
  const { exitCode, stdout } = await repo.switchyard(['init']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('No linters were found');
  expect(repo.fingerprint()).toEqual(before);
});

test.each([
  [
    'lefthook.json',
    '{\n\t"commit-msg": {\n\t\t"jobs": [{ "run": "true" }]\n\t}\n}\n',
    '{\n\t"commit-msg": {\n\t\t"jobs": [{ "run": "true" }]\n\t},\n\t"min_version": "2.2.2",',
  ],
  [
    '.lefthook.jsonc',
    '{\n  "pre-commit": {\n    "jobs": [\n      { "run": "true" } // ours\n    ]\n  }\n}\n',
    '"jobs": [\n      { "run": "true" }, // ours\n      {\n        "name": "switchyard",',
  ],
])('%s: gets the jobs, and a commit is linted', async (name, before, after) => {
  const services = { a: { '*.txt': 'upper' }, b: { '*.txt': 'upper' } };
  const repo = scenario({ head: { [name]: before, 'a/a.txt': 'A\n', 'b/b.txt': 'B\n' }, services });
  provideLefthook(repo);
  await repo.switchyard(['init']);
  expect(repo.state().worktree[name]).toContain(after);
  installLefthook(repo);
  expect(await repo.switchyard(['doctor'])).toMatchObject({ exitCode: 0 });
  const again = await repo.switchyard(['init']);
  expect(again.stdout).toContain('Everything that can be written is there already.');

  repo.write({ 'a/a.txt': 'a\n' });
  repo.git('add', '-A');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head['a/a.txt']).toBe('A\n');
});

test('lefthook.toml: what is to be added can be pasted, and a commit is linted', async () => {
  const toml =
    '# ours\n[commit-msg]\njobs = [{ run = "true" }]\n\n[[pre-commit.jobs]]\nrun = "true"\n';
  const services = { a: { '*.txt': 'upper' }, b: { '*.txt': 'upper' } };
  const files = { 'lefthook.toml': toml, 'a/a.txt': 'A\n', 'b/b.txt': 'B\n' };
  const repo = scenario({ head: files, services });
  provideLefthook(repo);
  const { stdout } = await repo.switchyard(['init']);
  const [top = '', end = ''] = [...stdout.matchAll(/By hand: .*\n((?: {4}.*\n)+)/g)].map(
    ([, lines = '']) => lines.replace(/^ {4}/gm, ''),
  );
  repo.write({ 'lefthook.toml': top + toml + end });
  installLefthook(repo);
  expect((await repo.switchyard(['init'])).stdout).toContain('Everything that can be written');
  repo.write({ 'a/a.txt': 'a\n' });
  repo.git('add', '-A');
  const commit = await repo.commit();
  expect(commit, commit.stderr).toMatchObject({ exitCode: 0 });
  expect(repo.state().head['a/a.txt']).toBe('A\n');
});

test('an rc file of another name is the one to complete, and what else lefthook.yml lacks is said', async () => {
  const lefthook = 'rc: ./hooks.rc\nmin_version: 1.0.0\n';
  const repo = scenario({ head: { 'lefthook.yml': lefthook, Gemfile: "gem 'rubocop'\n" } });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('By hand: The file that `rc:` names (./hooks.rc) must hold');
  expect(stdout).toContain(
    'it needs:\n    min_version: 2.2.2\n    assert_lefthook_installed: true\n    pre-commit:\n',
  );
  const { worktree } = repo.state();
  expect(worktree['lefthook.yml']).toBe(lefthook);
  expect(worktree).not.toHaveProperty(['.lefthookrc']);
});
