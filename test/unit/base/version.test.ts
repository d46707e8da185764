import { expect, test } from 'vitest';
import { isAtLeast, parseVersion } from '../../../tools/base/version.ts';

test.each([
  ['git version 2.39.5 (Apple Git-154)', '2.31', true],
  ['v20.9.0', '20.19', false],
  ['2.31', '2.31.0', true],
  ['^8.57', '9', false],
])('%s is at least %s: %s', (text, least, expected) => {
  expect(isAtLeast(parseVersion(text) ?? [], parseVersion(least) ?? [])).toBe(expected);
});

test('a text without a number has no version', () => {
  expect(parseVersion('latest')).toBeUndefined();
});
