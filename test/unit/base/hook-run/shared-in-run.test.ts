import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { absolutePath, type AbsolutePath } from '../../../../tools/base/paths.ts';
import { sharedInRun } from '../../../../tools/base/hook-run/shared-in-run.ts';

let records: AbsolutePath;
let found: string[];

beforeEach(() => {
  records = absolutePath(mkdtempSync(join(tmpdir(), 'shared-')));
  found = [];
});
afterEach(() => {
  rmSync(records, { recursive: true });
});

const ask = (of: string, value: string, fails = false): Promise<string> =>
  sharedInRun({ records, run: '1-2', name: 'staged', state: of }, async () => {
    found.push(value);
    await sleep(20);
    if (fails) throw new Error(value);
    return value;
  });

test('jobs that ask at the same time get what the first of them finds', async () => {
  expect(await Promise.all([ask('a', 'one'), ask('a', 'two'), ask('a', 'three')])).toEqual([
    'one',
    'one',
    'one',
  ]);
  expect(found).toEqual(['one']);
});

test('what is of something else is found anew', async () => {
  expect(await ask('a', 'one')).toBe('one');
  expect(await ask('b', 'two')).toBe('two');
});

test('where the first fails, the next one tries', async () => {
  const [first, second] = await Promise.allSettled([ask('a', 'one', true), ask('a', 'two')]);
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'one' } });
  expect(second).toEqual({ status: 'fulfilled', value: 'two' });
});
