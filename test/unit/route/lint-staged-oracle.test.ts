// lint-staged's own modules decide which commands run on which files; routing must agree.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { route } from '../../../tools/route/route.ts';
import { paths, servicesOf } from './services.ts';

interface StagedFile {
  readonly filepath: string;
  readonly status: string;
}

type Config = Readonly<Record<string, string>>;

const theirs = async (name: string): Promise<unknown> =>
  import(new URL(`../../../node_modules/lint-staged/lib/${name}.js`, import.meta.url).href);

const { groupFilesByConfig } = (await theirs('groupFilesByConfig')) as {
  groupFilesByConfig: (given: {
    configs: Readonly<Record<string, Config>>;
    files: readonly StagedFile[];
  }) => Promise<Record<string, { config: Config; files: StagedFile[] }>>;
};
const { generateTasks } = (await theirs('generateTasks')) as {
  generateTasks: (given: { config: Config; cwd: string; files: readonly StagedFile[] }) => {
    pattern: string;
    fileList: StagedFile[];
  }[];
};

const name = fc.constantFrom(
  'a',
  'b',
  'ab',
  '.d',
  'a.js',
  'b.ts',
  'x.test.js',
  '.x.md',
  '[a].js',
  'a b.css',
);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const directory = fc
  .array(fc.constantFrom('a', 'b', 'ab', '.d'), { maxLength: 3 })
  .map((names) => names.join('/') || '.');

const part = fc.constantFrom(
  ...['*', '**', '?', 'a', 'b', '.d', '*.js', '*.{js,ts}', '*.[jt]s', '!(a)', '@(a|b)', '+(a|b)*'],
  ...[
    '*.test.*',
    '.*',
    '[!a]*',
    'x*.js',
    '*.{test,spec}.js',
    '\\[a\\].js',
    'a.{js,css}',
    'file{1..3}',
  ],
);
const inward = fc
  .tuple(
    fc.constantFrom('', '', '', '!', './', '**/'),
    fc.array(part, { minLength: 1, maxLength: 3 }),
  )
  .map(([prefix, parts]) => prefix + parts.join('/'));
const outward = fc
  .tuple(fc.constantFrom('../', '../../', '../**/'), inward)
  .map(([prefix, glob]) => prefix + glob);

/** What runs: `directory: glob: file`, in any order. */
async function byLintStaged(configs: Readonly<Record<string, Config>>, files: readonly string[]) {
  const depth = (directory_: string): number =>
    directory_ === '.' ? 0 : directory_.split('/').length;
  const ordered = Object.keys(configs)
    .map((directory_) => ({ directory_, file: `/${directory_}/.lintstagedrc`.replace('/./', '/') }))
    .sort((a, b) => a.file.localeCompare(b.file))
    .sort((a, b) => depth(b.directory_) - depth(a.directory_));
  const grouped = await groupFilesByConfig({
    configs: Object.fromEntries(
      ordered.map(({ directory_, file }) => [file, configs[directory_] ?? {}]),
    ),
    files: files.map((file) => ({ filepath: `/${file}`, status: 'M' })),
  });
  return ordered
    .flatMap(({ directory_, file }) => {
      const { config = {}, files: own = [] } = grouped[file] ?? {};
      const cwd = file.slice(0, -'/.lintstagedrc'.length) || '/';
      return generateTasks({ config, cwd, files: own }).flatMap(({ pattern, fileList }) =>
        fileList.map(({ filepath }) => `${directory_}: ${pattern}: ${filepath.slice(1)}`),
      );
    })
    .sort();
}

async function bySwitchyard(configs: Readonly<Record<string, Config>>, files: readonly string[]) {
  const plan = await route(servicesOf(configs), paths(...files));
  return plan.services
    .flatMap(({ service, steps }) =>
      steps.flatMap(({ pattern, paths: matched }) =>
        matched.map((file) => `${service.directory || '.'}: ${pattern.glob}: ${file}`),
      ),
    )
    .sort();
}

const files = fc.uniqueArray(path, { minLength: 1, maxLength: 12 });
const configsOf = (glob: fc.Arbitrary<string>): fc.Arbitrary<Record<string, Config>> =>
  fc.dictionary(directory, fc.dictionary(glob, fc.constant('x'), { minKeys: 1, maxKeys: 4 }), {
    minKeys: 1,
    maxKeys: 4,
  });

test('the same patterns get the same files as in lint-staged', async () => {
  await fc.assert(
    fc.asyncProperty(configsOf(inward), files, async (configs, staged) => {
      expect(await bySwitchyard(configs, staged)).toEqual(await byLintStaged(configs, staged));
    }),
    { numRuns: 1000 },
  );
});

test('with patterns that reach out, what lint-staged runs runs, and only files that it drops are added', async () => {
  await fc.assert(
    fc.asyncProperty(configsOf(fc.oneof(inward, outward)), files, async (configs, staged) => {
      const expected = await byLintStaged(configs, staged);
      const found = await bySwitchyard(configs, staged);
      expect(found).toEqual(expect.arrayContaining(expected));
      const linted = new Set(expected.map((line) => line.split(': ')[2]));
      const added = found.filter((line) => !expected.includes(line));
      expect(added.filter((line) => linted.has(line.split(': ')[2]))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
