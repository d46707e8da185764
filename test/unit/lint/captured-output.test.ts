import { expect, test } from 'vitest';
import { captureOutput } from '../../../tools/lint/captured-output.ts';

function capture(bound: number, ...chunks: string[]): string {
  const output = captureOutput(bound);
  for (const chunk of chunks) output.add(Buffer.from(chunk));
  return output.kept().toString();
}

test('output within the bounds is kept as it came', () => {
  expect(capture(4, 'ab', 'cde', 'f', 'gh')).toBe('abcdefgh');
});

test('of longer output the whole lines at the beginning and at the end are kept', () => {
  expect(capture(8, '1\n22\n', '333\n4444\n555', '\n66\n7\n')).toBe(
    '1\n22\n[13 bytes left out]\n66\n7\n',
  );
});

test('a single long line is cut where the bounds are', () => {
  expect(capture(3, 'abcdefghij')).toBe('abc\n[4 bytes left out]\nhij');
});

test('what one stream has begun to print is not torn by the other', () => {
  const output = captureOutput();
  output.add(Buffer.from('check --'), 'stderr');
  output.add(Buffer.from('1 error\n'), 'stdout');
  output.add(Buffer.from('--\nend'), 'stderr');
  output.add(Buffer.from('bye'), 'stdout');
  expect(output.kept().toString()).toBe('1 error\ncheck ----\nendbye');
});

test('no more is held than the bounds and a chunk', () => {
  const output = captureOutput(10);
  for (let count = 0; count < 1_000; count += 1) output.add(Buffer.from('0123456\n'));
  expect(output.received()).toBe(8_000);
  expect(output.kept().toString()).toBe('0123456\n[7984 bytes left out]\n0123456\n');
});
