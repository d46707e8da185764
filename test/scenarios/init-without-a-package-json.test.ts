import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const python = { 'pyproject.toml': '[dependency-groups]\ndev = ["ruff"]\n', 'a.py': 'a\n' };
const packages = {
  'package.json': '{ "devDependencies": { "switchyard": "0.1.0" } }\n',
  'node_modules/switchyard/package.json': '{}\n',
};
const TO_IGNORE = 'git does not ignore node_modules. To .gitignore:\n    /node_modules/\n';

test('installed for all repositories: nothing speaks of node_modules', async () => {
  const repo = scenario({ head: python });
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('✓ Written: switchyard.config.json');
  expect(stdout).not.toContain('node_modules.');
  expect(repo.state().worktree['switchyard.config.json']).not.toContain('$schema');
});

test('with the first packages of the repository, which git would take', async () => {
  const repo = scenario({ head: { ...python, '.gitignore': '' } });
  repo.write(packages);
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain(TO_IGNORE);
  expect(repo.state().worktree['switchyard.config.json']).toContain('"$schema"');
});

test('with the first packages of the repository, which git ignores', async () => {
  const repo = scenario({ head: python });
  repo.write(packages);
  const { stdout } = await repo.switchyard(['init']);
  expect(stdout).toContain('✓ Written: switchyard.config.json');
  expect(stdout).not.toContain(TO_IGNORE);
});
