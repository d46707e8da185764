import { expect, test } from 'vitest';
import { lineDiff, nearChanges } from '../../../tools/report/line-diff.ts';

const show = (before: string, after: string) =>
  nearChanges(lineDiff(before, after)).map((line) =>
    line === undefined ? '…' : `${{ same: ' ', removed: '-', added: '+' }[line.kind]}${line.text}`,
  );

test('changes with two lines around them', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\n';
  expect(show(before, before.replace('b\n', 'B\n').replace('i\n', 'i\nj\n'))).toEqual([
    ...[' a', '-b', '+B', ' c', ' d', '…', ' h', ' i', '+j'],
  ]);
});

test('a new file is all added', () => {
  expect(show('', 'a\nb\n')).toEqual(['+a', '+b']);
});

test('of lines that were replaced the old ones come first', () => {
  expect(show('a\nb\nc\n', 'x\ny\nc\n')).toEqual(['-a', '-b', '+x', '+y', ' c']);
});
