import { expect, test } from 'vitest';
import { closestWord } from '../../../tools/base/nearest.ts';

const known = ['run', 'lint', 'publish', 'services', 'timeout'];

test.each([
  ['a letter too few', 'servces', 'services'],
  ['a letter too many', 'timeouts', 'timeout'],
  ['two letters swapped', 'rnu', 'run'],
  ['another case', 'TimeOut', 'timeout'],
  ['two mistakes in a long word', 'pubilsch', 'publish'],
  ['nothing like it', 'format', undefined],
  ['a short word with nothing in common', 'xy', undefined],
])('%s', (_, word, meant) => {
  expect(closestWord(word, known)).toBe(meant);
});
