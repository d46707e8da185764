// Each mutant is put into a copy of the repository: the tests that are listed for it must fail.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyRepository, type Copy } from './copy.ts';
import { MUTANTS } from './mutants.ts';

const only = process.env.MUTANT;
const chosen = only === undefined ? MUTANTS : MUTANTS.filter(({ name }) => name === only);

let copy: Copy;

beforeAll(() => {
  copy = copyRepository();
});

afterAll(() => {
  copy.remove();
});

test('without a mutant all of these tests pass', () => {
  const tests = new Set(chosen.flatMap((mutant) => mutant.tests));
  expect(copy.failing([...tests])).toEqual([]);
});

test.each(chosen)('$name ($breaks)', (mutant) => {
  expect(copy.failing(mutant.tests, mutant).sort()).toEqual([...mutant.tests].sort());
});
