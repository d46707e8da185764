import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RepoPath } from '../../../tools/base/paths.ts';
import { renderWorkflow } from '../../../tools/init/workflow-file.ts';
import { treeOf } from './tree.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly 'working-directory'?: string;
}

type Services = Readonly<Record<string, readonly string[]>>;

function stepsOf(services: Services, files: readonly string[] | Readonly<Record<string, string>>) {
  const texts = Array.isArray(files)
    ? Object.fromEntries(files.map((path: string) => [path, '']))
    : (files as Readonly<Record<string, string>>);
  const text = workflow(services, texts);
  const { jobs } = parse(text) as { jobs: { check: { steps: Step[] } } };
  return jobs.check.steps.map((step) =>
    [step.uses ?? step.run, step['working-directory']]
      .filter((each) => each !== undefined)
      .join(' in '),
  );
}

function workflow(services: Services, files: Readonly<Record<string, string>>): string {
  const all = Object.entries(services).map(([directory, tools]) => ({
    directory: directory as RepoPath,
    tools,
  }));
  return renderWorkflow(all, treeOf(files));
}

test('each service gets its toolchain, from what locks it', () => {
  const files = [
    'package.json',
    'pnpm-lock.yaml',
    'apps/core/Gemfile',
    'apps/api/uv.lock',
    'apps/api/pyproject.toml',
  ];
  const services = {
    'apps/web': ['eslint'],
    'apps/core': ['rubocop'],
    'apps/api': ['ruff', 'ruff format'],
  };
  expect(stepsOf(services, files)).toEqual([
    'actions/checkout@v4',
    'pnpm/action-setup@v4',
    'actions/setup-node@v4',
    'pnpm install --frozen-lockfile',
    'ruby/setup-ruby@v1',
    'astral-sh/setup-uv@v6',
    'uv sync --all-groups in apps/api',
    'npx switchyard check --from "$BASE"',
  ]);
});

test('a service that runs the Python linters of the top needs none of its own', () => {
  const files = ['package.json', 'package-lock.json', 'pyproject.toml'];
  const steps = stepsOf({ '': ['ruff'], 'apps/web': ['eslint', 'ruff'] }, files);
  expect(steps.filter((step) => step.includes('.venv'))).toEqual([
    'python3 -m venv .venv && .venv/bin/pip install ruff',
  ]);
});

test('npm packages are installed where their lock files are, which the cache is told', () => {
  const files = { 'web/ui/package-lock.json': '', 'web/ui/app/yarn.lock': '', 'go.mod': '' };
  const services = { '': ['gofmt'], 'web/ui/base': ['prettier'], 'web/ui/app': ['eslint'] };
  expect(stepsOf(services, files)).toEqual([
    'actions/checkout@v4',
    'corepack enable',
    'actions/setup-node@v4',
    'npm install --global switchyard',
    'npm ci in web/ui',
    'yarn install --frozen-lockfile in web/ui/app',
    'actions/setup-go@v5',
    'npx switchyard check --from "$BASE"',
  ]);
  const npm = { '': ['gofmt'], 'web/ui/base': ['prettier'] };
  expect(workflow(npm, { 'web/ui/package-lock.json': '' })).toContain(
    '          cache: npm\n          cache-dependency-path: |\n            web/ui/package-lock.json\n',
  );
});

test('pnpm is told a version where packageManager does not say one', () => {
  const files = { 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" };
  const action = '- uses: pnpm/action-setup@v4\n';
  expect(workflow({ '': ['eslint'] }, files)).toContain(
    `${action}        with:\n          version: 10\n`,
  );
  const stated = { ...files, 'package.json': '{ "packageManager": "pnpm@10.1.0" }' };
  expect(workflow({ '': ['eslint'] }, stated)).toContain(
    `${action}      - uses: actions/setup-node`,
  );
});

test('Python linters as the project pins them, and where it keeps them', () => {
  const extras = '[project.optional-dependencies]\ntesting = [\n  "ruff==0.16.3",\n]\n';
  const install = (files: Readonly<Record<string, string>>) =>
    stepsOf({ '': ['ruff', 'ruff format'] }, files).filter(
      (step) => step.includes('ruff') || step.startsWith('uv'),
    );
  expect(install({ 'pyproject.toml': extras, 'uv.lock': '' })).toEqual([
    'uv sync --all-groups --all-extras',
  ]);
  expect(install({ 'pyproject.toml': extras })).toEqual([
    'python3 -m venv .venv && .venv/bin/pip install ruff==0.16.3',
  ]);
});

test('the members of a uv workspace are installed once, at its top', () => {
  const files = {
    'py/uv.lock': '',
    'py/pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n',
    'py/a/pyproject.toml': '',
    'py/b/pyproject.toml': '',
    'other/uv.lock': '',
    'other/pyproject.toml': '',
  };
  const services = { 'py/a': ['ruff'], 'py/b': ['ruff'], other: ['ruff'] };
  expect(stepsOf(services, files).filter((step) => step.startsWith('uv'))).toEqual([
    'uv sync --all-packages --all-groups in py',
    'uv sync --all-groups in other',
  ]);
});

test('a linter that a lock file of Poetry pins has that version', () => {
  const files = {
    'pyproject.toml': '[tool.poetry.group.dev.dependencies]\nruff = "^0.16"\n',
    'poetry.lock': '[[package]]\nname = "ruff"\nversion = "0.16.3"\n',
  };
  expect(stepsOf({ '': ['ruff', 'black'] }, files)).toContain(
    'python3 -m venv .venv && .venv/bin/pip install ruff==0.16.3 black',
  );
});

test('linters of templates, and oxlint, need the toolchains of their languages', () => {
  const steps = stepsOf({ a: ['haml-lint'], b: ['oxlint'] }, ['a/Gemfile', 'b/package-lock.json']);
  expect(steps).toContain('ruby/setup-ruby@v1');
  expect(steps).toContain('npm ci in b');
});

test.each([
  [{ '.ruby-version': 'ruby-3.4.7\n', 'core/Gemfile': '' }, '3.4.7'],
  [{ '.ruby-version': '3.4.7\n', 'core/Gemfile': "ruby '3.2.2'\n" }, '3.2.2'],
  [{ '.tool-versions': 'nodejs 22\nruby 3.4.1\n', 'core/Gemfile': '' }, '3.4.1'],
  [{ 'core/Gemfile': '' }, '3.3'],
  [{ 'core/Gemfile': '', 'core/.ruby-version': '3.4.7\n' }, undefined],
])('Ruby as the repository says: %j', (files, version) => {
  const [, found] = /ruby-version: '(.*)'/.exec(workflow({ core: ['rubocop'] }, files)) ?? [];
  expect(found).toBe(version);
});
