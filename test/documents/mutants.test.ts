import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { occurrences } from '../mutants/copy.ts';
import { MUTANTS } from '../mutants/mutants.ts';
import { TOP } from '../support/binary.ts';

test.each(MUTANTS)('the mutant "$name" still fits the code', (mutant) => {
  expect(occurrences(readFileSync(join(TOP, mutant.file), 'utf8'), mutant)).toBe(1);
  expect(mutant.tests.filter((path) => !existsSync(join(TOP, path)))).toEqual([]);
});

test('each mutant has a name of its own', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
});
