import { hash } from 'node:crypto';
import { mkdtempSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { absolutePath } from '../../../tools/base/paths.ts';
import type { Repository } from '../../../tools/git/repository.ts';
import {
  hasResultFor,
  readResult,
  storeSize,
  cacheKey,
  writeResults,
  type Result,
} from '../../../tools/memory/store.ts';

const repository = (): Repository =>
  ({ records: absolutePath(mkdtempSync(join(tmpdir(), 'store-'))) }) as Repository;

const result = (number: number): Result => {
  const content = hash('sha256', `content ${number}`);
  const outside = { paths: [], digest: '' };
  return { key: cacheKey(content, hash('sha256', 'others')), since: number, outside, fixes: [] };
};

test('old results are removed when there are many', () => {
  const store = repository();
  for (let number = 1; number <= 1000; number += 1) {
    const one = result(number);
    writeResults(store, [one]);
    utimesSync(join(store.records, 'memory', one.key), number, number);
  }
  expect(storeSize(store).count).toBeGreaterThanOrEqual(500);
  expect(storeSize(store).count).toBeLessThan(750);
  expect(readResult(store, result(1000).key)).toEqual(result(1000));
  expect(readResult(store, result(1).key)).toBeUndefined();
});

test('a result that was cut off is none', () => {
  const store = repository();
  const one = result(1);
  writeResults(store, [one]);
  expect(hasResultFor(store, [one.key])).toBe(true);
  truncateSync(join(store.records, 'memory', one.key), 70);
  expect(readResult(store, one.key)).toBeUndefined();
});
