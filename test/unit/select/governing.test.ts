import { expect, test } from 'vitest';
import { repoPath } from '../../../tools/base/paths.ts';
import { isConfigurationName } from '../../../tools/config/configuration-names.ts';
import { governing, governs } from '../../../tools/select/governing.ts';

const SERVICES = ['', 'apps/web', 'apps/web/admin', 'apps/web-legacy'].map(repoPath);

const governed = (path: string): string[] | undefined => {
  const found = governing(repoPath(path), isConfigurationName);
  return found && SERVICES.filter((directory) => governs(found, directory, SERVICES));
};

test.each([
  ['.eslintrc.json', SERVICES],
  ['package-lock.json', SERVICES],
  ['switchyard.config.json', SERVICES],
  ['apps/.rubocop.yml', ['apps/web', 'apps/web/admin', 'apps/web-legacy', '']],
  ['apps/web/eslint.config.mjs', ['apps/web', 'apps/web/admin']],
  ['apps/web/src/.prettierrc', ['apps/web']],
  ['apps/web/admin/tsconfig.build.json', ['apps/web/admin']],
  ['apps/web/admin/.lintstagedrc.mjs', ['apps/web/admin']],
  ['libs/requirements-dev.txt', ['']],
  ['packages/eslint-config/rules/index.js', SERVICES],
  ['packages/tsconfig/base.json', SERVICES],
])('%s governs %j', (path, services) => {
  expect(governed(path)?.sort()).toEqual([...services].sort());
});

test.each(['apps/web/src/eslint.ts', 'README.md', 'apps/web/package.json.md', 'docs/tsconfig.md'])(
  '%s governs nothing',
  (path) => {
    expect(governed(path)).toBeUndefined();
  },
);
