import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RepoPath } from '../../../tools/base/paths.ts';
import { renderWorkflow } from '../../../tools/init/workflow-file.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly 'working-directory'?: string;
}

function stepsOf(services: Readonly<Record<string, readonly string[]>>, files: readonly string[]) {
  const all = Object.entries(services).map(([directory, tools]) => ({
    directory: directory as RepoPath,
    tools,
  }));
  const text = renderWorkflow(all, (path) => files.includes(path));
  const { jobs } = parse(text) as { jobs: { check: { steps: Step[] } } };
  return jobs.check.steps.map((step) =>
    [step.uses ?? step.run, step['working-directory']]
      .filter((each) => each !== undefined)
      .join(' in '),
  );
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
