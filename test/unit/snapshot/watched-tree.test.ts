import * as fc from 'fast-check';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { absolutePath, joinPath, repoPath } from '../../../tools/base/paths.ts';
import { isTreeUnchanged, type WatchedTree } from '../../../tools/snapshot/watched-tree.ts';

function tree(): WatchedTree & { readonly now: () => Promise<bigint> } {
  const directory = absolutePath(mkdtempSync(join(tmpdir(), 'unchanged-')));
  const top = joinPath(directory, 'tree');
  mkdirSync(top);
  const clock = joinPath(directory, 'clock');
  /** A time of the file system's clock that is later than all that was done before. */
  const now = async (): Promise<bigint> => {
    const tick = (): bigint => {
      writeFileSync(clock, '');
      return lstatSync(clock, { bigint: true }).ctimeNs;
    };
    const before = tick();
    for (;;) {
      const later = tick();
      if (later > before) return later;
      await sleep(1);
    }
  };
  const watches: WatchedTree['watches'] = (path, type) => type === 'directory' && path !== 'cache';
  return { top, list: joinPath(directory, 'list'), watches, now };
}

const DIRECTORIES = ['a', 'a/b', 'a/b/c', 'd', 'd/b'];
const directory = fc.constantFrom(...DIRECTORIES);
const operation = fc.oneof(
  fc.record({ kind: fc.constant('make' as const), path: directory }),
  fc.record({ kind: fc.constant('remove' as const), path: directory }),
  fc.record({ kind: fc.constant('move' as const), path: directory, to: directory }),
  fc.record({ kind: fc.constant('write' as const), path: fc.constantFrom('', ...DIRECTORIES) }),
);

test('an entry made or removed anywhere is noticed, whatever was done before', async () => {
  const rounds = fc.array(fc.array(operation, { maxLength: 3 }), { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      const watched = tree();
      for (const operations of all) {
        const since = await watched.now();
        expect(isTreeUnchanged(watched, since)).toBe(true);
        let isChanged = false;
        for (const one of operations) isChanged = change(watched, one) || isChanged;
        expect(isTreeUnchanged(watched, since)).toBe(!isChanged);
      }
    }),
    { numRuns: 60 },
  );
});

/** Does it where it is possible; returns whether an entry was made or removed. */
function change(
  { top }: WatchedTree,
  one: typeof operation extends fc.Arbitrary<infer One> ? One : never,
): boolean {
  const path = joinPath(top, repoPath(one.path));
  switch (one.kind) {
    case 'make':
      if (existsSync(path)) return false;
      mkdirSync(path, { recursive: true });
      return true;
    case 'remove':
      if (!existsSync(path)) return false;
      rmSync(path, { recursive: true });
      return true;
    case 'move': {
      const to = joinPath(top, repoPath(one.to));
      if (!existsSync(path) || existsSync(to) || to.startsWith(path)) return false;
      mkdirSync(join(to, '..'), { recursive: true });
      renameSync(path, to);
      return true;
    }
    case 'write': {
      if (!existsSync(path)) return false;
      const file = join(path, 'file');
      const isNew = !existsSync(file);
      writeFileSync(file, 'text');
      return isNew;
    }
  }
}

test('a directory that was moved into the place of another is read', async () => {
  const watched = tree();
  const at = (path: string): string => joinPath(watched.top, path);
  for (const path of ['old/part', 'new/part/deep']) mkdirSync(at(path), { recursive: true });
  expect(isTreeUnchanged(watched, await watched.now())).toBe(true);
  rmSync(at('old'), { recursive: true });
  renameSync(at('new'), at('old'));
  const since = await watched.now();
  expect(isTreeUnchanged(watched, since)).toBe(true);
  writeFileSync(at('old/part/deep/file'), '');
  expect(isTreeUnchanged(watched, since)).toBe(false);
});

test('files may be replaced, and nothing else, if the list is to say what is there', async () => {
  const watched = tree();
  const at = (path: string): string => joinPath(watched.top, path);
  for (const path of ['a/b', 'c/b']) mkdirSync(at(path), { recursive: true });
  writeFileSync(at('a/file'), 'one');
  const since = await watched.now();
  const hasSame = (): boolean => isTreeUnchanged(watched, since, { mayReplace: true });
  expect(hasSame(), 'there is no list yet').toBe(false);
  expect(isTreeUnchanged(watched, since)).toBe(true);

  writeFileSync(at('new'), 'two');
  renameSync(at('new'), at('a/file'));
  expect([isTreeUnchanged(watched, since), hasSame()]).toEqual([false, true]);

  writeFileSync(at('a/more'), '');
  expect(hasSame(), 'one more file').toBe(false);

  rmSync(at('a/more'));
  rmSync(at('a/file'));
  mkdirSync(at('a/file'));
  expect(hasSame(), 'a directory in place of a file').toBe(false);

  rmSync(at('a/file'), { recursive: true });
  writeFileSync(at('a/file'), '');
  expect(hasSame(), 'as it was').toBe(true);

  renameSync(at('a/b'), at('old'));
  renameSync(at('c/b'), at('a/b'));
  renameSync(at('old'), at('c/b'));
  expect(hasSame(), 'directories that have changed places').toBe(false);
});

test('what is done in a directory that is not watched is not looked at', async () => {
  const watched = tree();
  mkdirSync(joinPath(watched.top, 'cache'));
  const since = await watched.now();
  writeFileSync(joinPath(watched.top, 'cache/entry'), '');
  expect(isTreeUnchanged(watched, since)).toBe(true);
});

test('a list that was cut off is not believed', async () => {
  const watched = tree();
  mkdirSync(joinPath(watched.top, 'a'));
  for (const [at, text] of ['', 'x\0y', '9\x000/'].entries()) {
    writeFileSync(watched.list, text);
    const since = await watched.now();
    expect(isTreeUnchanged(watched, since), text).toBe(true);
    writeFileSync(joinPath(watched.top, `a/${at}`), '');
    expect(isTreeUnchanged(watched, since), text).toBe(false);
  }
});
