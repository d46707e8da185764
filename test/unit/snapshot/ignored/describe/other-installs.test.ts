import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { TwoTrees } from '../two-trees.ts';

test('Composer’s autoloader lies in the checkout, packages are linked', async () => {
  const trees = new TwoTrees();
  trees.user({
    'vendor/autoload.php': "<?php require __DIR__ . '/composer/autoload_real.php';",
    'vendor/composer/autoload_real.php': '<?php',
    'vendor/composer/semver/src/a.php': '<?php',
    'vendor/phpstan/phpstan/phpstan.phar': 'x',
    'vendor/bin/phpstan': "<?php include __DIR__ . '/../phpstan/phpstan/phpstan.phar';",
  });
  trees.userLink('vendor/acme/lib', '../../packages/lib');
  await trees.provide('vendor/');
  expect(trees.reached('vendor/composer/autoload_real.php')).toBe(
    'checkout/vendor/composer/autoload_real.php',
  );
  expect(trees.reached('vendor/bin/phpstan')).toBe('checkout/vendor/bin/phpstan');
  expect(trees.reached('vendor/phpstan/phpstan')).toBe('top/vendor/phpstan/phpstan');
  expect(trees.reached('vendor/composer/semver')).toBe('top/vendor/composer/semver');
  expect(trees.made('vendor/acme/lib')).toBe('-> ../../packages/lib');
});

test('Yarn’s table finds the cache that all projects share', async () => {
  const trees = new TwoTrees();
  const cache = join(trees.root, 'home/me/.yarn/berry/cache');
  const up = (from: string): string => relative(from, cache);
  const virtual = (top: string): string => {
    const [levels, path] = [up(`${top}/.yarn`).split('../').length - 1, up(`${top}/.yarn`)];
    return `./.yarn/__virtual__/b-virtual-1f/${levels}/${path.replace(/^(\.\.\/)*/, '')}/b.zip/`;
  };
  const table = (top: string): string =>
    [`${up(top)}/a.zip/`, virtual(top), './packages/ui/']
      .map((path) => `"packageLocation": "${path}",\\`)
      .join('\n');
  trees.user({ '.pnp.cjs': table(trees.top) });
  await trees.provide('.pnp.cjs');
  expect(trees.made('.pnp.cjs')).toBe(table(trees.checkout));
});

test('Yarn’s table finds what it keeps in the project where it really lies', async () => {
  const trees = new TwoTrees();
  const up = relative(join(trees.checkout, '.yarn'), join(trees.top, '.yarn'));
  const levels = up.split('../').length - 1;
  trees.user({
    '.pnp.cjs': [
      '"packageLocation": "./.yarn/cache/a.zip/node_modules/a/"',
      '"packageLocation": "./.yarn/unplugged/b/node_modules/b/"',
      '"packageLocation": "./.yarn/__virtual__/c-virtual-1f/0/cache/c.zip/node_modules/c/"',
      '"packageLocation": "./packages/ui/"',
    ].join('\n'),
  });
  await trees.provide('.pnp.cjs');
  const user = relative(trees.checkout, trees.top);
  expect(trees.made('.pnp.cjs').split('\n')).toEqual([
    `"packageLocation": "${user}/.yarn/cache/a.zip/node_modules/a/"`,
    `"packageLocation": "${user}/.yarn/unplugged/b/node_modules/b/"`,
    `"packageLocation": "./.yarn/__virtual__/c-virtual-1f/${levels}/${up.replaceAll('../', '')}/cache/c.zip/node_modules/c/"`,
    '"packageLocation": "./packages/ui/"',
  ]);
});
