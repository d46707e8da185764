import type { Configuration } from 'lint-staged';
import { expect, expectTypeOf, test } from 'vitest';
import { repoPath } from '../../../tools/base/paths.ts';
import { defineConfig, type Tasks } from '../../../tools/config/define-config.ts';
import { parseServices } from '../../../tools/config/parse-services.ts';

test('the tasks of a lint-staged configuration are tasks of a service, and the other way round', () => {
  expectTypeOf<Configuration>().toExtend<Tasks>();
  expectTypeOf<Tasks>().toExtend<Configuration>();
});

test('what the types allow is parsed', () => {
  const configuration = defineConfig({
    $schema: './schema.json',
    timeout: 60,
    services: {
      '.': { '*.md': 'prettier --write' },
      'apps/web': {
        tasks: { '*.ts': ['eslint --fix', 'prettier --write'] },
        uses: ['.'],
        missing: 'warn',
        timeout: 5,
      },
    },
  });
  const place = { file: repoPath('switchyard.config.js'), keys: [] };
  const { declarations } = parseServices(configuration, place);
  expect(declarations.map(({ directory }) => directory)).toEqual(['', 'apps/web']);
});
