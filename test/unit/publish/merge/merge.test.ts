import { expect, test } from 'vitest';
import { merge, type Hunk } from '../../../../tools/publish/merge/merge.ts';

/** `start,count otherStart,otherCount`, lines from 0 */
const hunk = (text: string): Hunk => {
  const [start = 0, count = 0, otherStart = 0, otherCount = 0] = text.split(/[ ,]/).map(Number);
  return { start, count, otherStart, otherCount };
};

const merged = (
  base: string,
  [edit, ...editHunks]: [string, ...string[]],
  [fix, ...fixHunks]: [string, ...string[]],
): [string, boolean] => {
  const result = merge(
    Buffer.from(base),
    Buffer.from(edit),
    Buffer.from(fix),
    editHunks.map(hunk),
    fixHunks.map(hunk),
  );
  return [result.merged.toString(), result.keptEdit];
};

test('an edit above and a fix below both apply', () => {
  expect(merged('a\nb\nc\n', ['A\nb\nc\n', '0,1 0,1'], ['a\nb\nC\n', '2,1 2,1'])).toEqual([
    'A\nb\nC\n',
    false,
  ]);
});

test('changes of lines next to each other both apply', () => {
  expect(merged('a\nb\n', ['A\nb\n', '0,1 0,1'], ['a\nB\n', '1,1 1,1'])).toEqual(['A\nB\n', false]);
  expect(merged('a\nb\n', ['a\nB\n', '1,1 1,1'], ['A\nb\n', '0,1 0,1'])).toEqual(['A\nB\n', false]);
});

test('a line is inserted before and after one that the fix changes', () => {
  const edit = 'above\na\nbelow\n';
  expect(merged('a\n', [edit, '0,0 0,1', '1,0 2,1'], ['A\n', '0,1 0,1'])).toEqual([
    'above\nA\nbelow\n',
    false,
  ]);
});

test('the fix inserts before and after a line that is edited', () => {
  const fix = 'above\na\nbelow\n';
  expect(merged('a\n', ['A\n', '0,1 0,1'], [fix, '0,0 0,1', '1,0 2,1'])).toEqual([
    'above\nA\nbelow\n',
    false,
  ]);
});

test('two insertions at one place are both kept, the edit first', () => {
  expect(merged('a\nb\n', ['a\ne\nb\n', '1,0 1,1'], ['a\nf\nb\n', '1,0 1,1'])).toEqual([
    'a\ne\nf\nb\n',
    false,
  ]);
});

test('what both did is done once', () => {
  expect(merged('a\n', ['a\nx\n', '1,0 1,1'], ['a\nx\n', '1,0 1,1'])).toEqual(['a\nx\n', false]);
  expect(merged('a\nb\n', ['A\nb\n', '0,1 0,1'], ['A\nb\n', '0,1 0,1'])).toEqual(['A\nb\n', false]);
});

test('the edit wins where it overlaps, and the other fixes arrive', () => {
  expect(
    merged('a\nb\nc\nd\n', ['a\nmine\nd\n', '1,2 1,1'], ['a\nB\nc\nD\n', '1,1 1,1', '3,1 3,1']),
  ).toEqual(['a\nmine\nD\n', true]);
});

test('of a block that is fixed line by line, only the edited line is left', () => {
  expect(
    merged('a\nb\nc\nd\n', ['a\nB\nc\nd\n', '1,1 1,1'], [' a\n b\n c\nD\n', '0,3 0,3', '3,1 3,1']),
  ).toEqual([' a\nB\n c\nD\n', true]);
});

test('a line is inserted into a block that is fixed line by line', () => {
  expect(merged('a\nb\n', ['a\nx\nb\n', '1,0 1,1'], [' a\n b\n', '0,2 0,2'])).toEqual([
    ' a\nx\n b\n',
    false,
  ]);
});

test('a line that the fix takes out of such a block is gone, though another is edited', () => {
  const fix = ' a\n c\n';
  expect(merged('a\n\nc\n', ['a\n\nC2\n', '2,1 2,1'], [fix, '0,3 0,2'])).toEqual([
    ' a\nC2\n',
    true,
  ]);
});

test('an insertion into a block that the fix rewrites stays, and the fix is dropped', () => {
  expect(merged('a\nb\n', ['a\nx\nb\n', '1,0 1,1'], ['one\ntwo\n', '0,2 0,2'])).toEqual([
    'a\nx\nb\n',
    true,
  ]);
});

test('a fix that inserts into a block that is deleted is dropped', () => {
  expect(merged('a\nb\n', ['', '0,2 0,0'], ['a\nx\nb\n', '1,0 1,1'])).toEqual(['', true]);
});

test('lines appended by both at the end stay lines', () => {
  expect(merged('a\n', ['a\ne', '1,0 1,1'], ['a\nf\n', '1,0 1,1'])).toEqual(['a\ne', true]);
  expect(merged('a\n', ['a\ne\n', '1,0 1,1'], ['a\nf', '1,0 1,1'])).toEqual(['a\ne\nf', false]);
});

test('a fix that takes the final newline away is dropped where a line is appended', () => {
  expect(merged('a\n', ['a\nb\n', '1,0 1,1'], ['a', '0,1 0,1'])).toEqual(['a\nb\n', true]);
});

test('a fix does not append to a line whose newline the edit took away', () => {
  expect(merged('a\n', ['a', '0,1 0,1'], ['a\nf\n', '1,0 1,1'])).toEqual(['a', true]);
});

test('bytes that are no text come out as they were', () => {
  const result = merge(
    Buffer.from([0xff, 10, 0xc3, 10]),
    Buffer.from([0xff, 10, 0xc3, 10, 0x80, 13]),
    Buffer.from([0xfe, 10, 0xc3, 10]),
    [hunk('2,0 2,1')],
    [hunk('0,1 0,1')],
  );
  expect([...result.merged]).toEqual([0xfe, 10, 0xc3, 10, 0x80, 13]);
});

test('the editor has formatted the file too, and git found the same change in other lines', () => {
  const base = '  \ndeep  \n\n\nlast \n';
  const edit = '\ndeep\n\n\nlast\n';
  const fixHunks = ['0,2 0,0', '3,0 1,1', '4,1 3,2'];
  expect(merged(base, [edit, '0,2 0,2', '4,1 4,1'], [edit, ...fixHunks])).toEqual([edit, true]);
});

test('a bracket between two edits stays as it is: the fix that ends there may be of another one', () => {
  const edit = 'mine\n}\nmine too\n';
  expect(
    merged('a 1\n}\nz 1\n', [edit, '0,1 0,1', '2,1 2,1'], ['x 2\n},\ny 2\n', '0,3 0,3']),
  ).toEqual([edit, true]);
});
