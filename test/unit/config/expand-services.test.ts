import { expect, test } from 'vitest';
import { repoPath } from '../../../tools/base/paths.ts';
import { configurationOf, declaredBy } from './repository-files.ts';

const json = JSON.stringify;
const ESLINT = { '*.js': 'eslint' };

test('a glob becomes a service for each directory of a selected path that it matches', async () => {
  const files = {
    'switchyard.config.json': json({ services: { 'packages/*': ESLINT } }),
  };
  const paths = ['packages/a/x.js', 'packages/b/src/y.js', 'packages/z.js', 'other/a/x.js'];
  const { services, declares } = await configurationOf(files, paths);
  expect(services.map(({ directory }) => directory)).toEqual(['packages/a', 'packages/b']);
  expect(declares(repoPath('packages/c'))).toBe(true);
  expect(declares(repoPath('packages/a/src'))).toBe(false);
});

test('an exact directory, a directory’s own file and the more literal glob beat a glob', async () => {
  const { services } = await configurationOf(
    {
      'switchyard.config.json': json({
        services: {
          'packages/*': { '*': 'short' },
          'packages/ui': { '*': 'exact' },
          'packages/ui-*': { '*': 'long' },
          'packages/{own,on}': { '*': 'choice' },
        },
      }),
      'packages/ui/a.js': '',
      'packages/own/.lintstagedrc': json({ '*': 'own' }),
    },
    ['a', 'ui', 'ui-b', 'own', 'on'].map((name) => `packages/${name}/a.js`),
  );
  const commands = services.map(({ directory, patterns }) => [directory, patterns[0]?.tasks[0]]);
  expect(commands).toEqual([
    ['packages/a', { kind: 'command', command: 'short' }],
    ['packages/on', { kind: 'command', command: 'choice' }],
    ['packages/own', { kind: 'command', command: 'own' }],
    ['packages/ui', { kind: 'command', command: 'exact' }],
    ['packages/ui-b', { kind: 'command', command: 'long' }],
  ]);
});

test('of two equal globs the last counts', async () => {
  const { services } = await configurationOf(
    { 'switchyard.config.json': json({ services: { 'a*': { '*': 'x' }, '*a': { '*': 'y' } } }) },
    ['aa/x.js'],
  );
  expect(services[0]?.patterns[0]?.tasks).toEqual([{ kind: 'command', command: 'y' }]);
});

test('a directory whose name looks like a glob is that directory', async () => {
  const files = {
    'switchyard.config.json': json({ services: { 'app/[slug]': ESLINT } }),
    'app/[slug]/a.js': '',
  };
  expect(await declaredBy(files, ['app/s/a.js'])).toEqual({
    'app/[slug]': 'switchyard.config.json',
  });
});
