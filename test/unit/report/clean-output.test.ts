import { describe, expect, test } from 'vitest';
import { cleanOutput, showBytes } from '../../../tools/report/clean-output.ts';

const clean = (text: string | Buffer, colour = true): string =>
  showBytes(cleanOutput(Buffer.from(text as string), colour));

describe('colours', () => {
  test('are kept, and ended, where they are wanted', () => {
    expect(clean('\x1b[1;31merror\x1b[0m: \x1b[38:5:2mx')).toBe(
      '\x1b[1;31merror\x1b[0m: \x1b[38:5:2mx\x1b[0m',
    );
  });

  test('are dropped where they are not', () => {
    expect(clean('\x1b[1;31merror\x1b[0m', false)).toBe('error');
  });
});

describe('what controls the terminal is dropped:', () => {
  test.each([
    ['clearing the screen', '\x1b[2J\x1b[Hx'],
    ['moving the cursor', '\x1b[3Ax\x1b[1G'],
    ['a private mode', '\x1b[?25lx\x1b[?1049h'],
    ['a title', '\x1b]0;title\x07x'],
    ['a hyperlink', '\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\'],
    ['a device string', '\x1bPq#0\x1b\\x'],
    ['a reset', '\x1bcx'],
    ['a character set', '\x1b(0x\x1b(B'],
    ['a lone escape', 'x\x1b'],
  ])('%s', (_, text) => {
    expect(clean(text)).toBe('x');
  });

  test('what is hidden within another sequence does not appear when that is dropped', () => {
    expect(clean('\x1b[\x1b[2J31mx\x1b\x1b[2J')).toBe('31mx');
  });

  test('a title that never ends does not swallow the text', () => {
    expect(clean('\x1b]0;first\nsecond')).toBe('0;first\nsecond');
  });
});

describe('other bytes', () => {
  test('that are not UTF-8 are shown', () => {
    expect(clean(Buffer.from([0x61, 0xff, 0xc3, 0x62]))).toBe('a\\xff\\xc3b');
  });

  test('that control are shown', () => {
    expect(clean('a\0\b\x07\u009bb')).toBe('a\\x00\\x08\\x07\\x9bb');
  });

  test('that begin a line anew end it', () => {
    expect(clean('1%\r2%\r\ndone')).toBe('1%\n2%\ndone');
  });
});

test('empty lines around the output are dropped, indentation is not', () => {
  expect(clean('\n  \n  first\n\nlast \n\n')).toBe('  first\n\nlast');
});
