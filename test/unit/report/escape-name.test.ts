import { describe, expect, test } from 'vitest';
import { decodeName } from '../../../tools/base/names.ts';
import { escapeName, escapeText, showArgv } from '../../../tools/report/escape-name.ts';

describe('a name', () => {
  test.each([
    ['an ordinary one', 'src/ä [id].tsx', 'src/ä [id].tsx'],
    ['a newline', 'a\nb', 'a\\nb'],
    ['a screen-clearing escape', '\x1b[2Jx', '\\x1b[2Jx'],
    ['an 8-bit control sequence', '\x9b2J', '\\x9b2J'],
    ['a delete character', 'a\x7f', 'a\\x7f'],
    ['text turned around', 'a\u202etxt.exe', 'a\\u202etxt.exe'],
    ['a byte that is not UTF-8', decodeName(Buffer.from([0x61, 0xff, 0x62])), 'a\\xffb'],
    ['a lone high surrogate', 'a\ud800', 'a\\ud800'],
    ['an emoji', '😀.txt', '😀.txt'],
  ])('with %s', (_, name, shown) => {
    expect(escapeName(name)).toBe(shown);
  });
});

test('a message keeps its lines and tabs, and nothing else that controls', () => {
  expect(escapeText('a\r\n\tb\x07\rc')).toBe('a\n\tb\\x07\\rc');
});

test('a command line can be typed as it is shown', () => {
  expect(showArgv(['eslint', '--fix', 'a b.js', "it's", '', '$(x)'])).toBe(
    `eslint --fix 'a b.js' 'it'\\''s' '' '$(x)'`,
  );
});
