import { afterEach, describe, expect, test, vi } from 'vitest';
import { cut, wantsColour } from '../../../tools/report/terminal.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

function withEnvironment(variables: Record<string, string>): void {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) vi.stubEnv(name, variables[name]);
}

describe('colour', () => {
  test.each([
    ['a terminal', { TERM: 'xterm' }, true, true],
    ['a pipe', { TERM: 'xterm' }, false, false],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
    ['a terminal with NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['a terminal with an empty NO_COLOR', { NO_COLOR: '' }, true, true],
    ['a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, false, true],
    ['a terminal with FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
    ['a pipe with both', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  ])('on %s', (_, variables, isTTY, wanted) => {
    withEnvironment(variables);
    expect(wantsColour({ isTTY })).toBe(wanted);
  });
});

describe('a status line', () => {
  test('that fits stays', () => {
    expect(cut('abc', 4)).toBe('abc');
  });

  test('that is too long is cut', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
  });

  test('of wide characters takes two columns for each', () => {
    expect(cut('日本語', 5)).toBe('日本…');
  });
});
