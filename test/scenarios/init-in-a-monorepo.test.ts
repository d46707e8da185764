import { expect, test } from 'vitest';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { scenario } from '../support/scenario.ts';

const UPPER = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2).filter((word) => !word.startsWith('-') && word !== 'check' && word !== 'format')) {
  writeFileSync(file, readFileSync(file, 'utf8').toUpperCase());
}
`;

const MANIFEST = '{\n\t"name": "all",\n\t"private": true\n}\n';

const monorepo = () => {
  const repo = scenario({
    head: {
      'package.json': MANIFEST,
      '.github/workflows/ci.yml': 'on: push\n',
      'apps/web/package.json': '{ "devDependencies": { "eslint": "^9.0.0" } }\n',
      'apps/web/eslint.config.js': '',
      'apps/web/a.js': 'A\n',
      'apps/api/pyproject.toml': '[dependency-groups]\ndev = ["ruff"]\n',
      'apps/api/a.py': 'A\n',
    },
    linters: { eslint: UPPER, ruff: UPPER },
  });
  provideLefthook(repo);
  return repo;
};

test('what a dry run shows is what is written then, and a second time there is nothing to write', async () => {
  const repo = monorepo();
  const before = repo.fingerprint();
  const dry = await repo.switchyard(['init', '--dry-run']);
  expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
  expect(repo.fingerprint()).toEqual(before);

  const { exitCode, stdout } = await repo.switchyard(['init', '--yes']);
  expect(exitCode).toBe(0);
  const { worktree } = repo.state();
  expect(JSON.parse(worktree['switchyard.config.json'] as string)).toEqual({
    $schema: './node_modules/switchyard/schema.json',
    services: {
      'apps/api': {
        '*.{py,pyi}': ['ruff check --fix --force-exclude', 'ruff format --force-exclude'],
      },
      'apps/web': { '*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}': 'eslint --fix --no-warn-ignored' },
    },
  });
  expect(worktree['package.json']).toBe(
    MANIFEST.replace(
      'true\n',
      'true,\n\t"scripts": {\n\t\t"lint:staged": "switchyard run",\n\t\t"prepare": "lefthook install || exit 0"\n\t}\n',
    ),
  );
  for (const name of ['lefthook.yml', '.lefthookrc', '.github/workflows/switchyard.yml']) {
    for (const line of (worktree[name] as string).split('\n')) expect(dry.stdout).toContain(line);
    expect(stdout).toContain(name);
  }

  const written = repo.state();
  const again = await repo.switchyard(['init']);
  expect(again.stdout).toContain('Everything that can be written is there already.');
  expect(repo.state()).toEqual(written);
});

test('after init and lefthook install, a commit is linted, and doctor finds nothing', async () => {
  const repo = monorepo();
  await repo.switchyard(['init']);
  installLefthook(repo);
  repo.git('add', '-A');
  repo.git('commit', '-q', '--no-verify', '-m', 'set up');
  expect(await repo.switchyard(['doctor'])).toMatchObject({ exitCode: 0 });

  repo.write({ 'apps/web/a.js': 'b\nc\n', 'apps/api/a.py': 'b\n' });
  repo.git('add', '-A');
  repo.write({ 'apps/web/a.js': 'b\nc\nunstaged\n' });
  const commit = await repo.commit();
  expect(commit, commit.stderr).toMatchObject({ exitCode: 0 });
  const { head, worktree } = repo.state();
  expect(head).toMatchObject({ 'apps/web/a.js': 'B\nC\n', 'apps/api/a.py': 'B\n' });
  expect(worktree['apps/web/a.js']).toBe('B\nC\nunstaged\n');
});

const later = {
  'apps/jobs/pyproject.toml': '[dependency-groups]\ndev = ["ruff"]\n',
  'apps/jobs/a.py': 'A\n',
};

test('a service that comes later: added to what is there, with its job, and a commit is linted', async () => {
  const repo = monorepo();
  await repo.switchyard(['init']);
  installLefthook(repo);
  const before = repo.state().worktree;
  const text = before['switchyard.config.json'] as string;
  const lefthook = before['lefthook.yml'] as string;
  repo.write({ ...later, 'switchyard.config.json': text.replace('{\n', '{\n  "timeout": 60,\n') });
  repo.git('add', '-A');
  const dry = await repo.switchyard(['init', '--dry-run']);
  expect(dry.stdout).toContain('It would be: switchyard.config.json, lefthook.yml, .github/');
  expect(await repo.switchyard(['init'])).toMatchObject({ exitCode: 0, stderr: '' });

  const { worktree } = repo.state();
  const [api = ''] = /^ {4}"apps\/api": [^]*?\n {4}\}/m.exec(text) ?? [];
  const jobs = api.replace('apps/api', 'apps/jobs');
  expect(worktree['switchyard.config.json']).toBe(
    text.replace('{\n', '{\n  "timeout": 60,\n').replace(/\n {2}\}\n\}\n$/, `,\n${jobs}$&`),
  );
  const job = '          - { name: web, root: apps/web/, run: switchyard lint apps/web }\n';
  expect(worktree['lefthook.yml']).toBe(lefthook.replace(job, job + job.replaceAll('web', 'jobs')));
  expect(worktree['.github/workflows/switchyard.yml']).toContain('apps/jobs');
  const again = await repo.switchyard(['init']);
  expect(again.stdout).toContain('Everything that can be written is there already.');
  expect(repo.state().worktree).toEqual(worktree);

  repo.write({ 'apps/jobs/a.py': 'b\n' });
  repo.git('add', '-A');
  const commit = await repo.commit();
  expect(commit, commit.stderr).toMatchObject({ exitCode: 0 });
  expect(repo.state().head['apps/jobs/a.py']).toBe('B\n');
});

test('a service that comes later where the one above has a task of its own: shown, not written', async () => {
  const repo = monorepo();
  await repo.switchyard(['init']);
  const text = JSON.stringify({ services: { '.': { '*.py': 'node check.mjs' } } });
  repo.write({ ...later, 'switchyard.config.json': text });
  repo.git('add', '-A');
  const { stdout } = await repo.switchyard(['init']);
  expect(shown(stdout)).toEqual(['apps/api', 'apps/jobs']);
  const { services } = JSON.parse(repo.state().worktree['switchyard.config.json'] as string) as {
    services: object;
  };
  expect(Object.keys(services)).toEqual(['.', 'apps/web']);
});

test('a configuration that was written before its hook: what it leaves out is shown, not written', async () => {
  const repo = monorepo();
  const text = JSON.stringify({ services: { 'apps/web': { '*.js': 'eslint --fix' } } });
  repo.write({ 'switchyard.config.json': text });
  repo.git('add', '-A');
  const { stdout } = await repo.switchyard(['init']);
  expect(shown(stdout)).toEqual(['apps/api']);
  expect(repo.state().worktree['switchyard.config.json']).toBe(text);
});

/** The services that are left to be added by hand. */
function shown(stdout: string): string[] {
  const [, lines = ''] = /By hand: Linters seem [^]*? services:\n([^]*?)\n\n/.exec(stdout) ?? [];
  return Object.keys(JSON.parse(`{${lines}}`) as object);
}

test('a directory that the configuration names is renamed: init says what is wrong there', async () => {
  const repo = monorepo();
  await repo.switchyard(['init']);
  repo.git('add', '-A');
  repo.git('mv', 'apps/api', 'apps/python');
  const { exitCode, stdout, stderr } = await repo.switchyard(['init']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('services["apps/api"]: expected a directory that exists');
  expect(stderr).toContain('Nothing was changed.');
});
