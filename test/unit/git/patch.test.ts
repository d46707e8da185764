import { describe, expect, test } from 'vitest';
import { changedLines } from '../../../tools/git/patch.ts';
import { committedRange } from '../../../tools/report/findings/committed-range.ts';

const patch = (...lines: string[]): string =>
  ['diff --git a/a b/a', '--- a/a', '+++ b/a', ...lines, ''].join('\n');

const TWO_PARTS = patch(
  '@@ -1,3 +1,5 @@',
  '+# header',
  '+',
  ' one',
  '-two',
  '+TWO',
  ' three',
  '@@ -10,3 +12,2 @@ in a function',
  ' ten',
  '---eleven', // a line that begins with two dashes
  ' twelve',
);

describe('lines that a patch changes', () => {
  test('each group has its lines in the old and the new file', () => {
    expect(changedLines(TWO_PARTS)).toEqual([
      { line: 1, endLine: 1, newLine: 1, removed: [], added: ['# header', ''] },
      { line: 2, endLine: 2, newLine: 4, removed: ['two'], added: ['TWO'] },
      { line: 11, endLine: 11, newLine: 13, removed: ['--eleven'], added: [] },
    ]);
  });

  test('a file that was empty, and a last line without a newline', () => {
    expect(changedLines(patch('@@ -0,0 +1 @@', '+one'))).toEqual([
      { line: 1, endLine: 1, newLine: 1, removed: [], added: ['one'] },
    ]);
    const end = patch('@@ -3 +3 @@', '-c', '\\ No newline at end of file', '+c');
    expect(changedLines(end)).toEqual([
      { line: 3, endLine: 3, newLine: 3, removed: ['c'], added: ['c'] },
    ]);
  });

  test('a binary patch has none', () => {
    expect(changedLines('diff --git a/a b/a\nGIT binary patch\nliteral 3\nKcmZ\n')).toEqual([]);
  });
});

describe('a place in the linters’ result, in the file as it is committed', () => {
  const changes = changedLines(TWO_PARTS);
  test.each([
    [3, 1], // one
    [4, 2], // TWO
    [5, 3], // three
    [12, 10], // ten
    [13, 12], // twelve, behind the line that was removed
    [20, 19],
  ])('line %i was line %i', (line, committed) => {
    expect(committedRange({ line }, changes).line).toBe(committed);
  });

  test('columns stay on a line that is the same, and go on one that is not', () => {
    expect(committedRange({ line: 5, column: 2, endLine: 5, endColumn: 4 }, changes)).toEqual({
      line: 3,
      column: 2,
      endLine: 3,
      endColumn: 4,
    });
    expect(committedRange({ line: 4, column: 2 }, changes)).toEqual({ line: 2, endLine: 2 });
  });
});
