import type { Configuration } from 'lint-staged';
import { expect, expectTypeOf, test } from 'vitest';
import { repoPath } from '../../../tools/base/paths.ts';
import { defineConfig, type Tasks } from '../../../tools/config/define-config.ts';
import { parseServices } from '../../../tools/config/parse-services.ts';

test('the tasks of a lint-staged configuration are tasks of a service', () => {
  expectTypeOf<Configuration>().toExtend<Tasks>();
});

test('what the types allow is parsed', () => {
  const configuration = defineConfig({
    $schema: './schema.json',
    timeout: 60,
    services: {
      '.': { '*.md': 'prettier --write' },
      'apps/web': {
        tasks: { '*.ts': ['eslint --fix', ['prettier --write', 'tsc']] },
        uses: ['.'],
        missing: 'warn',
        timeout: 5,
      },
    },
  });
  const location = { file: repoPath('switchyard.config.js'), keys: [] };
  const { declarations } = parseServices(configuration, location);
  expect(declarations.map(({ directory }) => directory)).toEqual(['', 'apps/web']);
});

test('what is no configuration is an error of types', () => {
  const tasks = { '*.js': 'eslint' };
  // @ts-expect-error: a value that `missing` cannot have
  defineConfig({ services: { a: { tasks, missing: 'maybe' } } });
  // @ts-expect-error: a key that is not known
  defineConfig({ services: { a: { tasks } }, service: {} });
  // @ts-expect-error: without services
  defineConfig({ timeout: 5 });
  // @ts-expect-error: a task that is neither a command nor a function
  defineConfig({ services: { a: { '*.js': 5 } } });
  // @ts-expect-error: not a list
  defineConfig({ services: { a: { tasks, uses: 'b' } } });
  // @ts-expect-error: seconds are a number
  expect(defineConfig({ timeout: '5', services: {} })).toEqual({ timeout: '5', services: {} });
});
