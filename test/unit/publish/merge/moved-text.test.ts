import { expect, test } from 'vitest';
import { withEntangled, type TextChange } from '../../../../tools/publish/merge/moved-text.ts';

const MOVED_UP = { before: "import a from 'a'\n", after: 'import b from "b"\nimport a from "a"\n' };
const TAKEN_BELOW = { before: "import b from 'b'\n", after: '' };
const QUOTES = { before: "f('x')\n", after: 'f("x")\n' };
const KEYWORD = { before: 'var n = 1\n', after: 'const n = 1\n' };

const entangled = (changes: readonly TextChange[], ...dropped: number[]): number[] =>
  [...withEntangled(changes, new Set(dropped))].sort();

test('where a line would have gone to is taken: it stays where it is', () => {
  expect(entangled([MOVED_UP, QUOTES, TAKEN_BELOW], 0)).toEqual([0, 2]);
});

test('a line stays where it is: it is not put elsewhere too', () => {
  expect(entangled([MOVED_UP, QUOTES, TAKEN_BELOW], 2)).toEqual([0, 2]);
});

test('changes that move nothing, or a keyword, are by themselves', () => {
  const more = { before: 'var m = 2\nlet l = 3\n', after: 'const m = 2\nconst l = 3\n' };
  expect(entangled([QUOTES, KEYWORD, more], 1)).toEqual([1]);
});

test('a line that is rewrapped on its way', () => {
  const wrapped = { before: '', after: 'import {\n  one,\n  two,\n} from "x"\n' };
  const taken = { before: "import { one, two } from 'x'\n", after: '' };
  expect(entangled([wrapped, taken], 0)).toEqual([0, 1]);
});

test('one after the other', () => {
  const rotate = (before: string, after: string): TextChange => ({ before, after });
  const changes = [
    rotate('alpha = 1\n', 'gamma = 3\n'),
    rotate('beta = 2\n', 'alpha = 1\n'),
    rotate('gamma = 3\n', 'beta = 2\n'),
    rotate('', '# header\n'),
  ];
  expect(entangled(changes, 0)).toEqual([0, 1, 2]);
});

test('nothing is dropped', () => {
  expect(entangled([MOVED_UP, TAKEN_BELOW])).toEqual([]);
});

test('thousands of changes of a large file', () => {
  const changes = Array.from({ length: 4000 }, (_, index) => [
    { before: `one ${index}\n`, after: `one ${index} (\n` },
    { before: `two ${index}\n`, after: `two ${index} )\n` },
  ]).flat();
  const openings = [...changes.keys()].filter((index) => index % 32 === 0);
  expect(entangled(changes, ...openings)).toHaveLength(2 * openings.length);
});
