import fc from 'fast-check';
import micromatch from 'micromatch';
import { expect, test } from 'vitest';
import type { ServicePath } from '../../../tools/base/paths.ts';
import { compileExtensions, optionsFor } from '../../../tools/route/match.ts';

const extension = fc.constantFrom('js', 'ts', 'd', '_', 'J5', 'test');
const glob = fc.oneof(
  extension.map((one) => `*.${one}`),
  fc.array(extension, { minLength: 2, maxLength: 4 }).map((all) => `*.{${all.join()}}`),
);
const path = fc
  .array(
    fc.constantFrom(
      'js',
      'ts',
      'd',
      '_',
      'J5',
      'test',
      '.',
      '.',
      '/',
      '..',
      ' ',
      '\n',
      'JS',
      '\udcff',
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))
  .filter((written) => written.split('/').every((name) => !['', '.', '..'].includes(name)));

test('extensions match as they do in micromatch', () => {
  fc.assert(
    fc.property(glob, fc.array(path), (pattern, paths) => {
      const matches = compileExtensions(pattern);
      const theirs = micromatch.matcher(pattern, optionsFor(pattern));
      expect(paths.map((one) => matches?.(one as ServicePath))).toEqual(
        paths.map((one) => theirs(one)),
      );
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '*',
  '*.*',
  '**.js',
  '*.d.ts',
  '*.{js}',
  '*.{1..3}',
  'a*.js',
  'src/*.js',
  '!*.js',
  '*.j?',
])('%s is left to micromatch', (pattern) => {
  expect(compileExtensions(pattern)).toBeUndefined();
});
