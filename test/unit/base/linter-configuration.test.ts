import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  isLinterConfiguration,
  LINTER_CONFIGURATION,
} from '../../../tools/base/linter-configuration.ts';

const PATHS = `
  .eslintrc.json a/eslint.config.js config/deep/x.yml .rubocop.yml a/.prettierrc b/ruff.toml setup.cfg tox.ini .flake8
  package.json a/package.json Gemfile x.gemspec go.mod go.work .golangci.yml biome.json deno.jsonc a/b.ts a.rb README.md
  ruff.tomlx src/rc src/x.rc src/arc.ts lint/x.c
`
  .trim()
  .split(/\s+/);

test('a path is configuration of linters if git lists it as such', () => {
  const directory = mkdtempSync(join(tmpdir(), 'configuration-'));
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: directory, encoding: 'utf8' });
  git('init', '-q');
  for (const path of PATHS) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), '');
  }
  git('add', '-A');
  const listed = git('ls-files', '-z', '--', ...LINTER_CONFIGURATION)
    .split('\0')
    .slice(0, -1);
  expect(listed.length).toBeGreaterThan(10);
  const recognised = PATHS.filter((path) => isLinterConfiguration(basename(path)));
  expect(recognised.sort()).toEqual(listed.sort());
});
