import { expect, test } from 'vitest';
import { parseJson } from '../../../tools/config/parse-json.ts';
import { parseServices } from '../../../tools/config/parse-services.ts';
import type { RepoPath } from '../../../tools/base/paths.ts';
import { declare, renderConfiguration } from '../../../tools/init/render-configuration.ts';

const service = (directory: string, command = 'eslint --fix') => ({
  directory: directory as RepoPath,
  commands: new Map([['.js', [command, 'prettier --write --ignore-unknown and more words']]]),
  tools: new Map(),
  parts: [] as string[],
  paths: [],
});
type Services = ReturnType<typeof service>[];

/** Beside the services lie `others`, which are none. */
function declared(services: Services, others: Services = []) {
  const all = [...services, ...others];
  const commandsIn = (directory: RepoPath) =>
    all.find((each) => each.directory === directory)?.commands ?? new Map();
  return declare({ services, commandsIn }, new Set(all.map(({ directory }) => directory)));
}
const packages = ['a', 'b', 'c', 'd'].map((name) => `packages/${name}`);

test('what is written is a configuration', () => {
  const text = renderConfiguration(declared([service(''), service('apps/web')]), './s');
  const parsed = parseJson(text);
  const value = parsed.kind === 'value' ? parsed.value : undefined;
  const location = { file: 'switchyard.config.json' as RepoPath, keys: [] };
  const { declarations } = parseServices(value, location);
  expect(declarations.map(({ directory }) => directory)).toEqual(['', 'apps/web']);
  expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
});

test('four alike: a glob', () => {
  expect([...declared(packages.map((name) => service(name))).keys()]).toEqual(['packages/*']);
});

test('a directory beside them that is no service, and would have other commands: no glob', () => {
  const alike = packages.map((name) => service(name));
  expect([...declared(alike, [service('packages/e', 'oxlint')]).keys()]).toEqual(packages);
  expect([...declared(alike, [service('packages/e')]).keys()]).toEqual(['packages/*']);
});

test('one with other commands is declared by name; among three others there is no glob', () => {
  const other = service('packages/0', 'oxlint');
  const alike = packages.map((name) => service(name));
  expect([...declared([other, ...alike]).keys()]).toEqual(['packages/0', 'packages/*']);
  expect([...declared([other, ...alike.slice(1)]).keys()]).toEqual([
    'packages/0',
    ...packages.slice(1),
  ]);
});

test('alike but for the kinds of files that are there: a glob with all of them', () => {
  const services = packages.map((name) => service(name));
  const style = { ...service('packages/e'), commands: new Map([['.css', ['prettier --write']]]) };
  expect([
    ...(declared([...services, style])
      .get('packages/*')
      ?.keys() ?? []),
  ]).toEqual(['*.js', '*.css']);
});

test('one glob for packages whose scripts name the same directories', () => {
  const limited = packages.map((directory) => ({ ...service(directory), parts: ['src', 'test'] }));
  expect([...declared(limited)].map(([name, tasks]) => [name, ...tasks.keys()])).toEqual([
    ['packages/*', '{src,test}/**/*.js'],
  ]);
});
