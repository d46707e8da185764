import { expect, test } from 'vitest';
import { parseJson } from '../../../tools/config/parse-json.ts';
import { parseServices } from '../../../tools/config/parse-services.ts';
import type { RepoPath } from '../../../tools/base/paths.ts';
import { declare, renderConfiguration } from '../../../tools/init/render-configuration.ts';

const service = (directory: string, command = 'eslint --fix') => ({
  directory: directory as RepoPath,
  tasks: new Map([['*.js', [command, 'prettier --write --ignore-unknown and more words']]]),
  tools: [],
  paths: [],
});
const directories = (...names: string[]) => new Set(names as RepoPath[]);
const packages = ['a', 'b', 'c', 'd'].map((name) => `packages/${name}`);

test('what is written is a configuration', () => {
  const text = renderConfiguration(
    declare([service(''), service('apps/web')], directories()),
    './s',
  );
  const parsed = parseJson(text);
  const value = parsed.kind === 'value' ? parsed.value : undefined;
  const place = { file: 'switchyard.config.json' as RepoPath, keys: [] };
  const { declarations } = parseServices(value, place);
  expect(declarations.map(({ directory }) => directory)).toEqual(['', 'apps/web']);
  expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
});

test('four alike, and nothing else beside them: a glob', () => {
  const declared = declare(
    packages.map((name) => service(name)),
    directories(...packages),
  );
  expect([...declared.keys()]).toEqual(['packages/*']);
});

test('a directory beside them that is no service: no glob', () => {
  const declared = declare(
    packages.map((name) => service(name)),
    directories(...packages, 'packages/e'),
  );
  expect([...declared.keys()]).toEqual(packages);
});

test('one with other tasks: no glob', () => {
  const others = packages.map((name, at) => service(name, at === 0 ? 'oxlint' : 'eslint --fix'));
  expect([...declare(others, directories(...packages)).keys()]).toEqual(packages);
});
