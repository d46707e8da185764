import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { scenario } from '../support/scenario.ts';

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Fails with what the program says. */
const passes = (program: string, args: readonly string[]): void => {
  execFileSync(program, args, { cwd: TOP, encoding: 'utf8', stdio: 'pipe' });
};

const hasActionlint = isThere('actionlint');
const hasShellcheck = isThere('shellcheck');
for (const [program, there] of Object.entries({
  actionlint: hasActionlint,
  shellcheck: hasShellcheck,
})) {
  if (!there)
    console.warn(`${program} is not installed: what it says of our own files is not tested here.`);
}

test.skipIf(!hasActionlint)("actionlint: this repository's workflow", () => {
  passes('actionlint', ['.github/workflows/ci.yml']);
});

test.skipIf(!hasActionlint)('actionlint: a workflow that init writes', async () => {
  const repo = scenario({
    head: {
      '.github/workflows/ci.yml': 'on: push\n',
      'package.json': '{ "devDependencies": { "eslint": "^9.0.0" } }\n',
      'pnpm-lock.yaml': '',
      'eslint.config.js': '',
      'apps/core/Gemfile': "gem 'rubocop'\n",
      'apps/core/a.rb': '',
      'apps/api/requirements.txt': 'ruff\n',
      'apps/api/a.py': '',
    },
  });
  await repo.switchyard(['init']);
  passes('actionlint', [join(repo.directory, '.github/workflows/switchyard.yml')]);
});

test.skipIf(!hasShellcheck)('shellcheck: scripts of the workflow, and the rc file', () => {
  const scripts = readdirSync(join(TOP, '.ci')).map((name) => `.ci/${name}`);
  passes('shellcheck', [...scripts, '.lefthookrc']);
});
