import { expect, test } from 'vitest';
import { repoPath } from '../../../tools/base/paths.ts';
import { configurationOf, declaredBy, failureOf, type Reads } from './repository-files.ts';

const json = JSON.stringify;
const ESLINT = { '*.js': 'eslint' };

test('services of the root file have their options, or the defaults', async () => {
  const { services } = await configurationOf(
    {
      'switchyard.config.json': json({
        timeout: 120,
        services: {
          'apps/web': { '*.{ts,js}': ['eslint --fix', 'prettier --write'] },
          './apps/core/': {
            tasks: { '*.rb': 'rubocop' },
            uses: ['.', 'apps/web'],
            missing: 'warn',
            timeout: 5,
          },
          '.': { '*.md': 'prettier' },
        },
      }),
      'apps/web/a.ts': '',
      'apps/core/a.rb': '',
    },
    ['apps/web/a.ts'],
  );
  expect(services).toEqual([
    {
      directory: '',
      declaredIn: 'switchyard.config.json',
      patterns: [{ glob: '*.md', tasks: [{ kind: 'command', command: 'prettier' }] }],
      uses: 'all',
      missing: 'fail',
      timeout: 120,
    },
    {
      directory: 'apps/core',
      declaredIn: 'switchyard.config.json',
      patterns: [{ glob: '*.rb', tasks: [{ kind: 'command', command: 'rubocop' }] }],
      uses: ['', 'apps/web'],
      missing: 'warn',
      timeout: 5,
    },
    {
      directory: 'apps/web',
      declaredIn: 'switchyard.config.json',
      patterns: [
        {
          glob: '*.{ts,js}',
          tasks: [
            { kind: 'command', command: 'eslint --fix' },
            { kind: 'command', command: 'prettier --write' },
          ],
        },
      ],
      uses: 'all',
      missing: 'fail',
      timeout: 120,
    },
  ]);
});

test('the switchyard key of the package file at the top declares services', async () => {
  const files = { 'package.json': json({ switchyard: { services: { '.': ESLINT } } }) };
  expect(await declaredBy(files, ['a.js'])).toEqual({ '.': 'package.json' });
});

test('a switchyard key of another package file declares nothing', async () => {
  const failure = await failureOf(
    configurationOf({ 'a/package.json': json({ switchyard: { services: { '.': ESLINT } } }) }, [
      'a/a.js',
    ]),
  );
  expect(failure.message).toContain('There is no configuration');
});

test('two root configurations are refused', async () => {
  const services = { services: { '.': ESLINT } };
  const files = {
    'package.json': json({ switchyard: services }),
    'switchyard.config.json': json(services),
  };
  const failure = await failureOf(configurationOf(files, ['a.js']));
  expect(failure.message).toBe('package.json and switchyard.config.json both declare services.');
  expect(failure.kind).toBe('usage');
});

test('a root file in a directory below the top is not read, and the user is told', async () => {
  const { services, warnings } = await configurationOf(
    { '.lintstagedrc': json(ESLINT), 'a/switchyard.config.json': '{' },
    ['a/a.js'],
  );
  expect(services).toHaveLength(1);
  expect(warnings).toEqual([
    'a/switchyard.config.json is not read: switchyard.config.json counts at the top of the repository only.',
  ]);
});

test.each([
  ['package.json', json({ name: 'x', 'lint-staged': ESLINT })],
  ['package.yaml', 'name: x\nlint-staged:\n  "*.js": eslint\n'],
  ['package.yml', 'lint-staged: { "*.js": eslint }'],
  ['.lintstagedrc', json(ESLINT)],
  ['.lintstagedrc', '"*.js": eslint # yaml'],
  ['.lintstagedrc', '{ "*.js": eslint }'],
  ['.lintstagedrc.json', json(ESLINT)],
  ['.lintstagedrc.yaml', '"*.js": eslint'],
  ['.lintstagedrc.yml', '"*.js":\n  - eslint'],
])('lint-staged’s %s is read', async (name, content) => {
  const { services } = await configurationOf({ [`a/${name}`]: content }, ['a/b/a.js']);
  expect(services.map(({ directory, patterns }) => [directory, patterns])).toEqual([
    ['a', [{ glob: '*.js', tasks: [{ kind: 'command', command: 'eslint' }] }]],
  ]);
});

test('of several lint-staged files in one directory the first by name counts', async () => {
  const { services, warnings } = await configurationOf(
    {
      'a/.lintstagedrc.yml': '"*.js": second',
      'a/.lintstagedrc.json': json(ESLINT),
      'a/package.json': json({ 'lint-staged': ESLINT }),
    },
    ['a/a.js'],
  );
  expect(services.map(({ declaredIn }) => declaredIn)).toEqual(['a/.lintstagedrc.json']);
  expect(warnings).toEqual([
    'a/.lintstagedrc.yml is not read: a/.lintstagedrc.json comes first, as in lint-staged.',
  ]);
});

test('a package file without a configuration lets the one above count', async () => {
  const files = {
    'package.json': json({ 'lint-staged': ESLINT }),
    'a/package.json': json({ devDependencies: { 'lint-staged': '^16' } }),
  };
  expect(await declaredBy(files, ['a/a.js'])).toEqual({ '.': 'package.json' });
});

test('a package file that does not mention lint-staged may be anything', async () => {
  const files = { '.lintstagedrc': json(ESLINT), 'a/package.json': '{ broken' };
  expect(await declaredBy(files, ['a/a.js'])).toEqual({ '.': '.lintstagedrc' });
});

test('files in directories without a selected path declare services that are not listed', async () => {
  const reads: Reads = { read: [], located: [] };
  const { services, declares } = await configurationOf(
    {
      '.lintstagedrc': json(ESLINT),
      'a/.lintstagedrc.json': '{ not even valid',
      'b/lint-staged.config.js': `import base from '../base.js'; export default base;`,
      'c/package.json': json({ 'lint-staged': ESLINT }),
      'd/package.json': json({ name: 'd' }),
    },
    ['x/a.js'],
    { reads },
  );
  expect(services.map(({ directory }) => directory)).toEqual(['']);
  expect(['a', 'b', 'c', 'd', 'x'].map((directory) => declares(repoPath(directory)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(reads.located).toEqual([]);
});

test('a file elsewhere whose patterns reach out is listed', async () => {
  const files = {
    '.lintstagedrc': json(ESLINT),
    'a/b/.lintstagedrc': json({ '../../x/*.js': 'eslint' }),
    'c/package.json': json({ 'lint-staged': { '../*.js': 'eslint' } }),
  };
  expect(await declaredBy(files, ['x/a.js'])).toEqual({
    '.': '.lintstagedrc',
    'a/b': 'a/b/.lintstagedrc',
    c: 'c/package.json',
  });
});

test('a file elsewhere that reaches out and is not valid becomes a warning', async () => {
  const { services, warnings } = await configurationOf(
    { '.lintstagedrc': json(ESLINT), 'a/.lintstagedrc.json': '{ "../*.js": }' },
    ['x/a.js'],
  );
  expect(services).toHaveLength(1);
  expect(warnings).toEqual([
    'a/.lintstagedrc.json is left out: a/.lintstagedrc.json:1:14: expected a value, found "}".',
  ]);
});

test('one brace around a single choice means the choice, and replaces the same pattern', async () => {
  const { services } = await configurationOf(
    { '.lintstagedrc.json': json({ '*.js': 'one', '*.css': 'two', '*.{js}': 'three' }) },
    ['a.js'],
  );
  expect(services[0]?.patterns).toEqual([
    { glob: '*.js', tasks: [{ kind: 'command', command: 'three' }] },
    { glob: '*.css', tasks: [{ kind: 'command', command: 'two' }] },
  ]);
});

test('without a configuration nothing is declared, which is a failure only if there are paths', async () => {
  const { services } = await configurationOf({ 'package.json': '{}' }, []);
  expect(services).toEqual([]);
  const failure = await failureOf(configurationOf({ 'package.json': '{}' }, ['a.js']));
  expect(failure.kind).toBe('usage');
});
