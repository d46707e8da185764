import { readdirSync, writeFileSync, mkdirSync, chmodSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settle, TwoTrees } from '../two-trees.ts';

describe('a flat node_modules', () => {
  test('each package is a link, also in a scope', async () => {
    const trees = flat();
    await trees.provide('node_modules/');
    expect(trees.made('node_modules')).toBe('a directory');
    expect(trees.made('node_modules/eslint')).toBe(`-> ${trees.top}/node_modules/eslint`);
    expect(trees.made('node_modules/@types/node')).toBe(`-> ${trees.top}/node_modules/@types/node`);
  });

  test('packages of the workspace are the checkout’s', async () => {
    const trees = flat();
    await trees.provide('node_modules/');
    expect(trees.reached('node_modules/@acme/ui/index.js')).toBe('checkout/packages/ui/index.js');
    expect(trees.reached('node_modules/web/index.js')).toBe('checkout/apps/web/index.js');
  });

  test('a command of a package of the workspace is the checkout’s', async () => {
    const trees = flat();
    trees.userLink('node_modules/.bin/acme', '../@acme/ui/index.js');
    trees.userLink('node_modules/.bin/eslint', '../eslint/index.js');
    await trees.provide('node_modules/');
    expect(trees.reached('node_modules/.bin/acme')).toBe('checkout/packages/ui/index.js');
    expect(trees.reached('node_modules/.bin/eslint')).toBe('top/node_modules/eslint/index.js');
  });

  test('a package linked from elsewhere on the machine', async () => {
    const trees = flat();
    trees.userLink('node_modules/linked', '../../linked');
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/linked')).toBe(`-> ${trees.root}/home/me/linked`);
  });

  test('the package manager’s record is copied, generated clients are linked', async () => {
    const trees = flat();
    trees.user({ 'node_modules/.package-lock.json': '{}', 'node_modules/.prisma/client.js': '' });
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/.package-lock.json')).toBe('{}');
    expect(trees.made('node_modules/.prisma')).toBe(`-> ${trees.top}/node_modules/.prisma`);
  });

  test('caches are the checkout’s own and stay', async () => {
    const trees = flat();
    trees.track({});
    trees.user({ 'node_modules/.cache/prettier/a': 'user', 'node_modules/.vite/a': 'user' });
    await settle();
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/.cache/prettier')).toBe('nothing');
    writeFileSync(join(trees.checkout, 'node_modules/.cache/a'), 'linter');
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/.cache/a')).toBe('linter');
  });

  test('with other packages, what tools keep in `.cache` is gone', async () => {
    const trees = flat();
    trees.track({});
    await trees.provide('node_modules/');
    writeFileSync(join(trees.checkout, 'node_modules/.cache/a'), 'linter');
    mkdirSync(join(trees.checkout, 'node_modules/.vite'));
    trees.user({ 'node_modules/new/index.js': '' });
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/.cache/a')).toBe('nothing');
    expect(trees.made('node_modules/.vite')).toBe('a directory');
    expect(trees.made('node_modules/new')).toBe(`-> ${trees.top}/node_modules/new`);
  });

  test('a package that needs one of the workspace, and what needs that one', async () => {
    const trees = flat();
    trees.user({
      'node_modules/kit/package.json': '{"peerDependencies":{"@acme/ui":"*"}}',
      'node_modules/kit/lib/a.js': 'kit',
      'node_modules/@other/app/package.json': '{"dependencies":{"kit":"*"}}',
      'node_modules/broken/package.json': '{',
    });
    await trees.provide('node_modules/');
    expect(trees.reached('node_modules/kit/lib/a.js')).toBe('checkout/node_modules/kit/lib/a.js');
    expect(trees.reached('node_modules/@other/app/package.json')).toBe(
      'checkout/node_modules/@other/app/package.json',
    );
    for (const name of ['eslint', 'broken']) {
      expect(trees.made(`node_modules/${name}`)).toBe(`-> ${trees.top}/node_modules/${name}`);
    }
  });

  test('a package that needs one of the workspace, installed for one package only', async () => {
    const trees = flat();
    trees.user({
      'apps/web/node_modules/kit/package.json': '{}',
      'apps/web/node_modules/kit/node_modules/dep/package.json':
        '{"dependencies":{"@acme/ui":"1"}}',
    });
    await trees.provide('node_modules/', 'apps/web/node_modules/');
    expect(trees.made('apps/web/node_modules/kit/node_modules/dep')).toBe('a directory');
  });

  test('a package that was uninstalled is gone', async () => {
    const trees = flat();
    trees.userLink('node_modules/@acme/old', '../../packages/old');
    await trees.provide('node_modules/');
    await settle();
    unlinkSync(join(trees.top, 'node_modules/@acme/old'));
    await trees.provide('node_modules/');
    expect(readdirSync(join(trees.checkout, 'node_modules/@acme'))).toEqual(['ui']);
  });

  test('a package that a linter put there is gone', async () => {
    const trees = flat();
    trees.track({});
    await trees.provide('node_modules/');
    await settle();
    mkdirSync(join(trees.checkout, 'node_modules/@types/other'));
    await trees.provide('node_modules/');
    expect(readdirSync(join(trees.checkout, 'node_modules/@types'))).toEqual(['node']);
  });

  test('a node_modules that is a link', async () => {
    const trees = flat();
    trees.userLink('apps/web/node_modules', '../../node_modules');
    trees.userLink('apps/api/node_modules', '../../../node_modules');
    await trees.provide('apps/web/node_modules', 'apps/api/node_modules');
    expect(trees.made('apps/web/node_modules')).toBe('-> ../../node_modules');
    expect(trees.made('apps/api/node_modules')).toBe(`-> ${trees.root}/home/me/node_modules`);
  });
});

describe('a virtual store', () => {
  test('a package is reached through the checkout’s store, and is the user’s', async () => {
    const trees = pnpm();
    await trees.provide('node_modules/', 'apps/web/node_modules/');
    expect(trees.made('node_modules/react')).toBe('-> .pnpm/react@19/node_modules/react');
    expect(trees.reached('apps/web/node_modules/react/index.js')).toBe(
      'top/node_modules/.pnpm/react@19/node_modules/react/index.js',
    );
  });

  test('packages of the workspace are the checkout’s, also those hoisted for all', async () => {
    const trees = pnpm();
    await trees.provide('node_modules/', 'apps/web/node_modules/');
    for (const path of ['apps/web/node_modules', 'node_modules/.pnpm/node_modules']) {
      expect(trees.reached(`${path}/@acme/ui/index.js`)).toBe('checkout/packages/ui/index.js');
    }
  });

  test('a command’s script names the checkout', async () => {
    const trees = pnpm();
    const script = `#!/bin/sh\nexport NODE_PATH="${trees.top}/node_modules/.pnpm/node_modules"\n`;
    trees.user({ 'node_modules/.bin/tsc': script }, 0o755);
    chmodSync(join(trees.top, 'node_modules/.bin/tsc'), 0o755);
    await trees.provide('node_modules/');
    expect(trees.made('node_modules/.bin/tsc')).toBe(script.replace(trees.top, trees.checkout));
    expect(statSync(join(trees.checkout, 'node_modules/.bin/tsc')).mode & 0o777).toBe(0o755);
  });

  test('a package that depends on one of the workspace, and what depends on that one', async () => {
    const trees = pnpm();
    trees.user({
      'node_modules/.pnpm/kit@1/node_modules/kit/index.js': '',
      'node_modules/.pnpm/kit@1/node_modules/kit/lib/a.js': 'kit',
      'node_modules/.pnpm/app@1/node_modules/app/index.js': '',
      'node_modules/.pnpm/lock.yaml':
        "importers:\n\npackages:\n\nsnapshots:\n\n  kit@1:\n    '@acme/ui': link:packages/ui\n",
    });
    const store = 'node_modules/.pnpm';
    trees.userLink(`${store}/kit@1/node_modules/@acme/ui`, '../../../../../packages/ui');
    trees.userLink(`${store}/kit@1/node_modules/react`, '../../react@19/node_modules/react');
    trees.userLink(`${store}/app@1/node_modules/kit`, '../../kit@1/node_modules/kit');
    await trees.provide('node_modules/');
    const from = `${store}/app@1/node_modules`;
    expect(trees.reached(`${from}/app/index.js`)).toBe(`checkout/${from}/app/index.js`);
    expect(trees.reached(`${from}/kit/lib/a.js`)).toBe(
      `checkout/${store}/kit@1/node_modules/kit/lib/a.js`,
    );
    expect(trees.reached(`${store}/kit@1/node_modules/@acme/ui/index.js`)).toBe(
      'checkout/packages/ui/index.js',
    );
    expect(trees.made(`${store}/react@19`)).toBe(`-> ${trees.top}/${store}/react@19`);
  });

  test('a store without pnpm’s record', async () => {
    const trees = new TwoTrees();
    const store = 'node_modules/.store';
    trees.user({ [`${store}/kit@1-x/node_modules/kit/index.js`]: '' });
    trees.userLink(`${store}/kit@1-x/node_modules/ui`, '../../../../packages/ui');
    await trees.provide('node_modules/');
    expect(trees.reached(`${store}/kit@1-x/node_modules/kit/index.js`)).toBe(
      `checkout/${store}/kit@1-x/node_modules/kit/index.js`,
    );
  });
});

function flat(): TwoTrees {
  const trees = new TwoTrees();
  trees.user({ 'node_modules/eslint/index.js': '', 'node_modules/@types/node/index.d.ts': '' });
  trees.userLink('node_modules/@acme/ui', '../../packages/ui');
  trees.userLink('node_modules/web', '../apps/web');
  inBoth(trees, { 'packages/ui/index.js': '', 'apps/web/index.js': '' });
  return trees;
}

function pnpm(): TwoTrees {
  const trees = new TwoTrees();
  trees.user({
    'node_modules/.modules.yaml': '{}',
    'node_modules/.pnpm/lock.yaml': 'importers:\n    version: link:packages/ui\n\npackages:\n',
    'node_modules/.pnpm/react@19/node_modules/react/index.js': '',
  });
  trees.userLink('node_modules/react', '.pnpm/react@19/node_modules/react');
  trees.userLink('node_modules/.pnpm/node_modules/@acme/ui', '../../../../packages/ui');
  trees.userLink(
    'apps/web/node_modules/react',
    '../../../node_modules/.pnpm/react@19/node_modules/react',
  );
  trees.userLink('apps/web/node_modules/@acme/ui', '../../../../packages/ui');
  inBoth(trees, { 'packages/ui/index.js': '' });
  return trees;
}

function inBoth(trees: TwoTrees, files: Readonly<Record<string, string>>): void {
  trees.user(files);
  trees.track(files);
}
