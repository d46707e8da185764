import { expect, test } from 'vitest';
import { Failure } from '../../../tools/base/errors.ts';
import type { Plan } from '../../../tools/base/model/plan.ts';
import { route } from '../../../tools/route/route.ts';
import { paths, servicesOf } from './services.ts';

/** `directory: { glob: paths }` of each service, and the unowned paths. */
const shown = (plan: Plan): unknown => [
  Object.fromEntries(
    plan.services.map(({ service, steps }) => [
      service.directory,
      Object.fromEntries(steps.map((step) => [step.pattern.glob, step.paths])),
    ]),
  ),
  plan.unowned,
];

test('the deepest service at or above a file owns it, alone', async () => {
  const services = servicesOf({
    '.': { '*.js': 'top' },
    apps: { '*.js': 'apps' },
    'apps/web': { '*.css': 'web' },
  });
  const plan = await route(
    services,
    paths('a.js', 'apps/b.js', 'apps/web/c.js', 'apps/web/d/e.css'),
  );
  expect(shown(plan)).toEqual([
    {
      '': { '*.js': ['a.js'] },
      apps: { '*.js': ['apps/b.js'] },
      'apps/web': { '*.css': ['apps/web/d/e.css'] },
    },
    [],
  ]);
  expect(plan.services[2]).toMatchObject({
    paths: ['apps/web/d/e.css'],
    unmatched: ['apps/web/c.js'],
  });
});

test('a directory whose name begins with another’s belongs to itself', async () => {
  const services = servicesOf({ 'apps/core': { '*.rb': 'rubocop' } });
  const plan = await route(
    services,
    paths('apps/core-legacy/b.rb', 'apps/core.rb', 'apps/core/a.rb'),
  );
  expect(shown(plan)).toEqual([
    { 'apps/core': { '*.rb': ['apps/core/a.rb'] } },
    ['apps/core-legacy/b.rb', 'apps/core.rb'],
  ]);
});

test('a path that several patterns match is in each of their steps, and in the plan once', async () => {
  const services = servicesOf({ '.': { '*': 'one', '*.md': 'two', 'docs/**': 'three' } });
  const plan = await route(services, paths('docs/a.md', 'b.js'));
  expect(shown(plan)).toEqual([
    { '': { '*': ['docs/a.md', 'b.js'], '*.md': ['docs/a.md'], 'docs/**': ['docs/a.md'] } },
    [],
  ]);
  expect(plan.services[0]?.paths).toEqual(['docs/a.md', 'b.js']);
});

test('a pattern without a slash matches the name at any depth, one with a slash the path', async () => {
  const services = servicesOf({ web: { '*.js': 'any', './*.js': 'dot', 'src/*.js': 'src' } });
  const plan = await route(services, paths('web/a.js', 'web/src/b.js', 'web/src/deep/.c.js'));
  expect(shown(plan)).toEqual([
    {
      web: {
        '*.js': ['web/a.js', 'web/src/b.js', 'web/src/deep/.c.js'],
        './*.js': ['web/a.js'],
        'src/*.js': ['web/src/b.js'],
      },
    },
    [],
  ]);
});

test('names with spaces, newlines, brackets, backslashes, leading dots and bytes that are no text', async () => {
  const names = [
    ' a .js',
    'a\nb.js',
    '\nc.js',
    '[a].js',
    'a\\b.js',
    '..a.js',
    '-x.js',
    '$(y).js',
    '\udcff.js',
  ];
  const plan = await route(
    servicesOf({ 'a b': { '*.js': 'x', '**/*.js': 'y' } }),
    paths(...names.map((name) => `a b/${name}`)),
  );
  expect(plan.services[0]?.steps.map((step) => step.paths.length)).toEqual([9, 9]);
});

test('a pattern that begins with ../ takes files outside of the directory', async () => {
  const services = servicesOf({
    '.': { '*.md': 'top', '*.js': 'top' },
    'apps/web': { '../*.md': 'web', '*.js': 'web' },
  });
  const plan = await route(
    services,
    paths('apps/a.md', 'apps/a.js', 'b.md', 'apps/web/c.md', 'apps/web/c.js'),
  );
  expect(shown(plan)).toEqual([
    {
      '': { '*.md': ['b.md'], '*.js': ['apps/a.js'] },
      'apps/web': { '../*.md': ['apps/a.md'], '*.js': ['apps/web/c.js'] },
    },
    [],
  ]);
});

test('a pattern that begins with ../ takes nothing from a deeper service', async () => {
  const services = servicesOf({
    web: { '../**/*.js': 'web' },
    'apps/core': { '*.js': 'core' },
    z: { '*.js': 'z' },
    a: { '*.js': 'a' },
  });
  const plan = await route(services, paths('apps/core/a.js', 'z/a.js', 'a/a.js'));
  expect(shown(plan)).toEqual([
    {
      a: { '*.js': ['a/a.js'] },
      'apps/core': { '*.js': ['apps/core/a.js'] },
      web: { '../**/*.js': ['z/a.js'] },
    },
    [],
  ]);
});

test('a pattern with an open bracket is refused with its file and service', async () => {
  const services = servicesOf({ '.': { 'src/[a.js': 'x' } });
  const error: unknown = await route(services, paths('a.js')).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({
    kind: 'usage',
    message: 'switchyard.config.json: the pattern "src/[a.js" of service . is not valid.',
  });
});

test('without services every path is unowned', async () => {
  expect(await route([], paths('a'))).toEqual({ services: [], unowned: ['a'] });
});
