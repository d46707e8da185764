import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settle, TwoTrees } from '../two-trees.ts';

describe('what comes in', () => {
  test('a small directory is a copy', async () => {
    const trees = new TwoTrees();
    trees.user({ 'api/gen/client.ts': 'x' });
    trees.userLink('api/gen/schema.ts', '../schema.ts');
    await trees.provide('api/gen/');
    expect(trees.made('api/gen/client.ts')).toBe('x');
    expect(trees.made('api/gen/schema.ts')).toBe('-> ../schema.ts');
    expect(trees.provided()).toEqual(['api/gen']);
  });

  test.for<Record<string, string>>([
    Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`data/${index}.txt`, ''])),
    { 'data/dump.sql': 'x'.repeat(17_000_000) },
    { 'data/project/node_modules/a/index.js': 'x' },
    { 'data/clone/.git/HEAD': 'x' },
  ])('a directory that is large, or more than data, is a link to the user’s', async (files) => {
    const trees = new TwoTrees();
    trees.user(files);
    await trees.provide('data/');
    expect(trees.made('data')).toBe(`-> ${trees.top}/data`);
  });

  test('a single file is a copy with its mode', async () => {
    const trees = new TwoTrees();
    trees.user({ 'apps/web/.env': 'KEY=1\n' }, 0o640);
    chmodSync(join(trees.top, 'apps/web/.env'), 0o640);
    await trees.provide('apps/web/.env');
    expect(trees.made('apps/web/.env')).toBe('KEY=1\n');
    expect(statSync(join(trees.checkout, 'apps/web/.env')).mode & 0o777).toBe(0o640);
  });

  test('what a copied file names of the repository is the checkout’s', async () => {
    const trees = new TwoTrees();
    trees.user({ 'compile_commands.json': `["-I${trees.top}/include", "${trees.top}-old/x"]` });
    await trees.provide('compile_commands.json');
    expect(trees.made('compile_commands.json')).toBe(
      `["-I${trees.checkout}/include", "${trees.top}-old/x"]`,
    );
  });

  test('a file whose name is not UTF-8', async () => {
    const trees = new TwoTrees();
    trees.user({ 'gr\udcfc\udcdf.env': 'x' });
    await trees.provide('gr\udcfc\udcdf.env');
    await settle();
    await trees.provide('gr\udcfc\udcdf.env');
    expect(trees.made('gr\udcfc\udcdf.env')).toBe('x');
  });

  test('a file that is too large to copy is linked', async () => {
    const trees = new TwoTrees();
    trees.user({ 'dump.sql': 'x'.repeat(17_000_000) });
    await trees.provide('dump.sql');
    expect(trees.made('dump.sql')).toBe(`-> ${trees.top}/dump.sql`);
  });

  test('a link within the repository leads to the same place in the checkout', async () => {
    const trees = new TwoTrees();
    trees.userLink('apps/web/shared', '../../packages/shared');
    trees.userLink('apps/web/data', `${trees.top}/data`);
    await trees.provide('apps/web/shared', 'apps/web/data');
    expect(trees.made('apps/web/shared')).toBe('-> ../../packages/shared');
    expect(trees.made('apps/web/data')).toBe(`-> ${trees.checkout}/data`);
  });

  test('a link out of the repository leads to where it led', async () => {
    const trees = new TwoTrees();
    trees.userLink('models', '../models');
    await trees.provide('models');
    expect(trees.made('models')).toBe(`-> ${trees.root}/home/me/models`);
  });

  test('a link out of the repository and back into it leads into the checkout', async () => {
    const trees = new TwoTrees();
    trees.userLink('self', '../repo/src');
    await trees.provide('self');
    expect(trees.made('self')).toBe('-> src');
  });

  test('linters’ caches and builds stay with the user', async () => {
    const trees = new TwoTrees();
    trees.user({
      '.eslintcache': 'x',
      'apps/web/tsconfig.tsbuildinfo': 'x',
      'apps/web/.mypy_cache/3.12/a.json': 'x',
      'Cargo.toml': '',
      'target/debug/a': 'x',
      'own/CACHEDIR.TAG': 'Signature: 8a477f597d28d172789f06886806bc55',
      'feature/.git': 'gitdir: /elsewhere',
      'coverage/index.html': 'x',
    });
    await trees.provide(
      ...['.eslintcache', 'apps/web/tsconfig.tsbuildinfo', 'apps/web/.mypy_cache/3.12/'],
      ...['target/', 'own/', 'feature/', 'coverage/'],
    );
    expect(readdirSync(trees.checkout)).toEqual([]);
  });

  test('`target` and `build` that no build tool owns come in', async () => {
    const trees = new TwoTrees();
    trees.user({ 'target/a.ts': 'x', 'build/a.js': 'x' });
    await trees.provide('target/', 'build/');
    expect(trees.provided()).toEqual(['target', 'build']);
  });

  test('types that Next.js generated are copied, checks of pages and its builds are not', async () => {
    const trees = new TwoTrees();
    trees.user({
      'web/.next/types/routes.d.ts': 'routes',
      'web/.next/types/validator.ts': 'import "../../../app/unstaged/page.js"',
      'web/.next/server/app.js': 'x',
    });
    await trees.provide('web/.next/');
    expect(trees.made('web/.next/types/routes.d.ts')).toBe('routes');
    expect(trees.made('web/.next/types/validator.ts')).toBe('nothing');
    expect(trees.made('web/.next/server')).toBe('nothing');
  });
});

test.for([
  '{"main":"dist/index.js"}',
  '{"exports":{".":{"types":["./dist/index.d.ts"]}}}',
  '{"bin":{"acme":"./dist/acme.js"}}',
])('what a package is used by is copied, also when it is larger: %s', async (manifest) => {
  const trees = new TwoTrees();
  const larger = 'x'.repeat(17_000_000);
  trees.user({ 'ui/dist/index.js': larger, 'ui/package.json': manifest });
  await trees.provide('ui/dist/');
  expect(trees.made('ui/dist')).toBe('a directory');
});

test('what a package is used by is linked where copying it takes long', async () => {
  const trees = new TwoTrees();
  const many = Array.from({ length: 5001 }, (_, index) => [`ui/dist/${index}.js`, ''] as const);
  trees.user({ ...Object.fromEntries(many), 'ui/package.json': '{"main":"dist/0.js"}' });
  await trees.provide('ui/dist/');
  expect(trees.made('ui/dist')).toBe(`-> ${trees.top}/ui/dist`);
});

describe('what `tsc -b` compiled', () => {
  const state = '{"options":{"composite":true,"outDir":"./dist","rootDir":"./src"}}';

  test.for<Record<string, string>>([
    { 'dist/tsconfig.tsbuildinfo': '{}' },
    { 'dist/packages/ui/tsconfig.tsbuildinfo': '{}' },
    { 'tsconfig.tsbuildinfo': state },
  ])('is copied, what says that it is up to date is not: %o', async (states) => {
    const trees = new TwoTrees();
    trees.user({ 'dist/packages/ui/n.d.ts': 'types', ...states });
    await trees.provide('dist/');
    expect(trees.made('dist/packages/ui/n.d.ts')).toBe('types');
    expect(Object.keys(states).map((path) => trees.made(path))).toEqual(['nothing']);
  });

  test('compiled again by the user: the checkout knows nothing of it', async () => {
    const trees = new TwoTrees();
    trees.user({ 'dist/n.d.ts': 'types', 'tsconfig.tsbuildinfo': state });
    await settle();
    await trees.provide('dist/');
    writeFileSync(join(trees.checkout, 'tsconfig.tsbuildinfo'), state);
    await trees.provide('dist/');
    expect(trees.made('tsconfig.tsbuildinfo')).toBe(state);
    trees.user({ 'dist/n.d.ts': 'other types' });
    await trees.provide('dist/');
    expect(trees.made('tsconfig.tsbuildinfo')).toBe('nothing');
  });
});

describe('when something changed', () => {
  test('a file that was edited is copied again', async () => {
    const trees = new TwoTrees();
    trees.user({ '.env': 'KEY=1' });
    await trees.provide('.env');
    trees.user({ '.env': 'KEY=2' });
    await trees.provide('.env');
    expect(trees.made('.env')).toBe('KEY=2');
  });

  test('a command of `.bin` that was edited in place is copied again', async () => {
    const trees = new TwoTrees();
    trees.user({ 'node_modules/.bin/lint': '#!/bin/sh\n' });
    await settle();
    await trees.provide('node_modules/');
    trees.user({ 'node_modules/.bin/lint': '#!/bin/sh\nexit 1\n' });
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/.bin/lint')).toBe('#!/bin/sh\nexit 1\n');
  });

  test('a file of a copied directory that a linter edited is made again', async () => {
    const trees = new TwoTrees();
    trees.track({});
    trees.user({ 'gen/deep/a.ts': 'generated' });
    await settle();
    await trees.provide('gen/');
    writeFileSync(join(trees.checkout, 'gen/deep/a.ts'), 'edited');
    await trees.provide('gen/');
    expect(trees.made('gen/deep/a.ts')).toBe('generated');
  });

  test('a copy that a linter edited is made again', async () => {
    const trees = new TwoTrees();
    trees.user({ '.env': 'KEY=1' });
    await settle();
    await trees.provide('.env');
    trees.track({});
    await settle();
    writeFileSync(join(trees.checkout, '.env'), 'broken');
    await trees.provide('.env');
    expect(trees.made('.env')).toBe('KEY=1');
  });

  test('what vanished from the list is gone, with directories that were only there for it', async () => {
    const trees = new TwoTrees();
    trees.user({ 'a/vendor/bundle/gem.rb': 'x', 'a/.env': 'x', 'a/node_modules/b/index.js': 'x' });
    await trees.provide('a/vendor/bundle/', 'a/.env', 'a/node_modules/');
    await trees.provide('a/.env');
    expect(readdirSync(join(trees.checkout, 'a'))).toEqual(['.env']);
    expect(existsSync(join(trees.top, 'a/vendor/bundle/gem.rb'))).toBe(true);
    expect(existsSync(join(trees.top, 'a/node_modules/b/index.js'))).toBe(true);
    expect(trees.provided()).toEqual(['a/.env']);
  });

  test('a directory that became a file is copied', async () => {
    const trees = new TwoTrees();
    trees.user({ 'gen/a': 'x' });
    await trees.provide('gen/');
    rmSync(join(trees.top, 'gen'), { recursive: true });
    trees.user({ gen: 'file' });
    await trees.provide('gen');
    expect(trees.made('gen')).toBe('file');
  });

  test('entries inside of what was one entry before', async () => {
    const trees = new TwoTrees();
    trees.user({ 'vendor/bundle/a': 'x' });
    trees.track({});
    await trees.provide('vendor/');
    await trees.provide('vendor/bundle/');
    expect(trees.made('vendor')).toBe('a directory');
    expect(trees.made('vendor/bundle/a')).toBe('x');
  });

  test('one entry instead of some inside of it', async () => {
    const trees = new TwoTrees();
    trees.user({ 'vendor/bundle/a': 'x', 'vendor/cache/a': 'x' });
    await trees.provide('vendor/bundle/', 'vendor/cache/');
    trees.track({});
    await trees.provide('vendor/');
    expect(trees.made('vendor/cache/a')).toBe('x');
  });

  test('nothing: not a byte is written', async () => {
    const trees = new TwoTrees();
    trees.user({ '.env': 'x', 'node_modules/@a/b/index.js': 'x', 'gen/a': 'x' });
    await settle();
    await trees.provide('.env', 'node_modules/', 'gen/');
    const before = timesBelow(join(trees.root, 'private'));
    await settle();
    await trees.provide('.env', 'node_modules/', 'gen/');
    expect(timesBelow(join(trees.root, 'private'))).toEqual(before);
  });

  test('the manifest was lost', async () => {
    const trees = new TwoTrees();
    trees.track({});
    trees.user({ '.env': 'x', 'gen/a': 'x', 'node_modules/a/index.js': 'x' });
    await trees.provide('.env', 'gen/', 'node_modules/');
    rmSync(trees.manifest);
    trees.user({ '.env': 'y' });
    await trees.provide('.env', 'gen/', 'node_modules/');
    expect(trees.made('.env')).toBe('y');
    expect(trees.provided()).toEqual(['.env', 'gen', 'node_modules']);
  });

  test('the manifest is cut off', async () => {
    const trees = new TwoTrees();
    trees.track({});
    trees.user({ 'gen/a': 'x' });
    await trees.provide('gen/');
    writeFileSync(trees.manifest, '{"format":1,"brou');
    await trees.provide('gen/');
    expect(trees.provided()).toEqual(['gen']);
  });
});

describe('what is in the way', () => {
  test('a file of the tree wins', async () => {
    const trees = new TwoTrees();
    trees.track({ '.env': 'tracked', gen: 'tracked' });
    trees.user({ '.env': 'ignored', 'gen/a': 'x' });
    await trees.provide('.env', 'gen/');
    expect(trees.made('.env')).toBe('tracked');
    expect(trees.made('gen')).toBe('tracked');
    expect(trees.provided()).toEqual([]);
  });

  test('a directory of the tree keeps its files and gets the others', async () => {
    const trees = new TwoTrees();
    trees.track({ 'gen/kept.ts': 'tracked', 'gen/sub/kept.ts': 'tracked' });
    trees.user({ 'gen/kept.ts': 'ignored', 'gen/sub/other.ts': 'o', 'gen/deep/a.ts': 'x' });
    await trees.provide('gen/');
    expect(trees.made('gen/kept.ts')).toBe('tracked');
    expect(trees.made('gen/sub/kept.ts')).toBe('tracked');
    expect(trees.made('gen/sub/other.ts')).toBe('o');
    expect(trees.made('gen/deep/a.ts')).toBe('x');
    expect(trees.provided().sort()).toEqual(['gen/deep', 'gen/sub/other.ts']);
  });

  test('a tracked file took the place of a directory, which then vanished from the list', async () => {
    const trees = new TwoTrees();
    trees.user({ 'gen/a': 'x' });
    await trees.provide('gen/');
    rmSync(join(trees.checkout, 'gen'), { recursive: true });
    trees.track({ 'gen/a': 'tracked' });
    await trees.provide();
    expect(trees.made('gen/a')).toBe('tracked');
    expect(trees.provided()).toEqual([]);
  });

  test('what a linter left makes room', async () => {
    const trees = new TwoTrees();
    trees.track({});
    mkdirSync(join(trees.checkout, 'dist'));
    writeFileSync(join(trees.checkout, 'dist/stale.js'), 'x');
    trees.user({ 'dist/index.js': 'x' });
    await trees.provide('dist/');
    expect(trees.made('dist/index.js')).toBe('x');
    expect(trees.made('dist/stale.js')).toBe('nothing');
  });

  test('nothing is written through a link of the tree', async () => {
    const trees = new TwoTrees();
    mkdirSync(join(trees.root, 'elsewhere'));
    symlinkSync(join(trees.root, 'elsewhere'), join(trees.checkout, 'apps'));
    trees.user({ 'apps/.env': 'x', 'apps/gen/a': 'x', 'apps/node_modules/a/b': 'x' });
    await trees.provide('apps/.env', 'apps/gen/', 'apps/node_modules/');
    expect(readdirSync(join(trees.root, 'elsewhere'))).toEqual([]);
    expect(trees.provided()).toEqual([]);
  });

  test('nothing is removed through a link of the tree', async () => {
    const trees = new TwoTrees();
    trees.user({ 'apps/.env': 'x' });
    await trees.provide('apps/.env');
    rmSync(join(trees.checkout, 'apps'), { recursive: true });
    symlinkSync(join(trees.top, 'apps'), join(trees.checkout, 'apps'));
    await trees.provide();
    expect(existsSync(join(trees.top, 'apps/.env'))).toBe(true);
  });

  test('a file of the tree where a directory would have to be', async () => {
    const trees = new TwoTrees();
    trees.track({ apps: 'tracked' });
    trees.user({ 'apps/.env': 'x' });
    await trees.provide('apps/.env');
    expect(trees.made('apps')).toBe('tracked');
  });
});

/** Every path below `directory` with what tells that it was written. */
function timesBelow(directory: string): Record<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter((name) => !lstatSync(join(directory, name)).isSymbolicLink())
      .map((name) => {
        const { ino, mtimeNs, ctimeNs } = lstatSync(join(directory, name), { bigint: true });
        return [name, `${ino} ${mtimeNs} ${ctimeNs}`];
      }),
  );
}
