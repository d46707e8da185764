import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repoPath } from '../../../tools/base/paths.ts';
import { parseServices } from '../../../tools/config/parse-services.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../schema.json', import.meta.url), 'utf8'),
) as object;
const isAccepted = new Ajv().compile(schema);

const isParsed = (value: unknown): boolean => {
  try {
    parseServices(value, { file: repoPath('switchyard.config.json'), keys: [] });
    return true;
  } catch {
    return false;
  }
};

const services = (service: unknown): object => ({ services: { 'apps/web': service } });

test.each([
  services({ '*.js': 'eslint' }),
  services({ '*.js': ['eslint', 'prettier'] }),
  services({ '*.js': ['eslint', ['prettier', 'tsc']] }),
  services({ tasks: { '*.js': 'eslint' } }),
  services({ tasks: { '*.js': 'eslint' }, uses: [], missing: 'warn', timeout: 0.5 }),
  { $schema: './schema.json', timeout: 5, ...services({ '*.js': 'eslint' }) },
])('the schema accepts %j, and so does switchyard', (value) => {
  expect([isAccepted(value), isParsed(value)]).toEqual([true, true]);
});

test.each([
  {},
  { services: {} },
  { service: {} },
  { ...services({ '*.js': 'eslint' }), extra: 1 },
  { ...services({ '*.js': 'eslint' }), timeout: 0 },
  services({}),
  services('eslint'),
  services({ '': 'eslint' }),
  services({ '*.js': '' }),
  services({ '*.js': ' ' }),
  services({ '*.js': [] }),
  services({ '*.js': [[]] }),
  services({ '*.js': [['eslint', ['prettier']]] }),
  services({ '*.js': 5 }),
  services({ '*.js': 'eslint', missing: 'warn' }),
  services({ tasks: 'eslint' }),
  services({ tasks: {} }),
  services({ tasks: { '*.js': 'eslint' }, missing: 'maybe' }),
  services({ tasks: { '*.js': 'eslint' }, timeout: '5' }),
  services({ tasks: { '*.js': 'eslint' }, uses: 'apps/core' }),
  services({ tasks: { '*.js': 'eslint' }, use: [] }),
])('the schema refuses %j, and so does switchyard', (value) => {
  expect([isAccepted(value), isParsed(value)]).toEqual([false, false]);
});

/** Mostly the first, so that most configurations have at most one thing wrong. */
const mostly = (right: readonly unknown[], ...wrong: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, fc.constantFrom(...wrong));

const command = mostly(
  ['eslint --fix', 'prettier', ['eslint'], ['tsc', ['eslint', 'prettier']]],
  ...['', ' ', 5, null, [], {}, [' '], [5], [[]], [[' ']], [[5]], [['eslint', []]]],
);
const pattern = mostly(['*.js', '*.ts', 'a/*'], '', 'tasks', 'uses', 'missing', 'timeout');
const directory = mostly(
  ['.', 'a', './b/', 'c/*', '[d]', '..e', 'f..'],
  '',
  '/a',
  '..',
  '../a',
  'a/..',
);
const keyed = (key: fc.Arbitrary<unknown>, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.dictionary(key as fc.Arbitrary<string>, value, { minKeys: 1, maxKeys: 2 });
const tasks = fc.oneof(
  { weight: 9, arbitrary: keyed(pattern, command) },
  fc.constantFrom({}, 'eslint', null),
);
const options = fc.record(
  {
    tasks,
    uses: fc.oneof(fc.array(directory, { maxLength: 2 }), mostly([[]], 'all', 'a', null, [5])),
    missing: mostly(['fail', 'warn'], 'skip', null),
    timeout: mostly([1, 0.5, 86_400], 0, -1, 86_401, '1', null),
  },
  { requiredKeys: ['tasks'] },
);
const configuration = fc.record(
  {
    $schema: fc.constant('./schema.json'),
    timeout: mostly([1], 0, '1'),
    services: fc.oneof(
      { weight: 9, arbitrary: keyed(directory, fc.oneof(tasks, options)) },
      fc.constantFrom(null, [], {}, 'a'),
    ),
  },
  { requiredKeys: ['services'] },
);

test('the schema accepts exactly what switchyard does', () => {
  fc.assert(
    fc.property(configuration, (value) => {
      expect(isAccepted(value)).toBe(isParsed(value));
    }),
    { numRuns: 3000 },
  );
});

test('the schema describes every key', () => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (path.endsWith('/properties')) {
        const described = value as { readonly description?: string; readonly $ref?: string };
        if (described.description === undefined && described.$ref === undefined) {
          undescribed.push(`${path}/${key}`);
        }
      }
      visit(value, `${path}/${key}`);
    }
  };
  visit(schema, '');
  expect(undescribed).toEqual([]);
});
