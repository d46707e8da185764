import type { BigIntStats } from 'node:fs';
import { expect, test } from 'vitest';
import { settlesAt } from '../../../tools/base/settled.ts';

const changedAt = (ctimeNs: bigint): BigIntStats =>
  ({ ctimeNs, ctimeMs: ctimeNs / 1_000_000n }) as BigIntStats;

test('where times have no fraction of a second, a second change within two may not show', () => {
  expect(settlesAt(changedAt(10_000_000_001n))).toBeLessThan(10_100);
  expect(settlesAt(changedAt(10_000_000_000n))).toBeGreaterThan(12_000);
  expect(settlesAt(undefined)).toBe(0);
});
