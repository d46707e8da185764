import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
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
