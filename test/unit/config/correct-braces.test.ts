import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctBraces } from '../../../tools/config/correct-braces.ts';

const { validateBraces } = (await import(
  new URL('../../../node_modules/lint-staged/lib/validateBraces.js', import.meta.url).href
)) as { validateBraces: (pattern: string, logger: { warn: () => void }) => string };

test.each([
  ['*.{js}', '*.js'],
  ['*.{ts}{x}', '*.tsx'],
  ['*.{js,{ts}}', '*.{js,ts}'],
  ['*.{{js,ts}}', '*.{js,ts}'],
  ['*.{{js,ts},{css}}', '*.{{js,ts},css}'],
  ['*.{js,ts}', '*.{js,ts}'],
  ['file_{1..10}', 'file_{1..10}'],
  ['*.\\{js\\}', '*.\\{js\\}'],
])('%s counts as %s', (written, corrected) => {
  expect(correctBraces(written)).toBe(corrected);
});

test('any glob is corrected as lint-staged corrects it', () => {
  // Not `$` nor a backslash: after one, lint-staged may take the braces off another part that reads the same.
  const glob = fc.array(fc.constantFrom('{', '}', ',', '..', '.', '*', 'a', 'bc'), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(glob, (parts) => {
      const written = parts.join('');
      const theirs = validateBraces(written, { warn: () => undefined });
      expect(correctBraces(written)).toBe(theirs);
    }),
    { numRuns: 2000 },
  );
});
