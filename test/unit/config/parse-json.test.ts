import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../tools/config/parse-json.ts';

test('what JSON.parse accepts has the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      expect(parseJson(text)).toEqual({
        kind: 'value',
        value: JSON.parse(text) as unknown,
        repeated: [],
      });
    }),
  );
});

test('what JSON.parse refuses is a problem, and nothing else is', () => {
  const token = fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', '"a"', '"', '1', '01', '-', '.5', '1e3', 'true', 'nul', ' '],
    ...['\n', '//', "'a'", '"\\x"', '"\\u12"', '"\\u12aB"', '\t'],
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
      const text = tokens.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(parseJson(text).kind).toBe(isJson ? 'value' : 'problem');
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['{\n  "a": 1,\n}', { line: 3, column: 1, expected: 'a key in double quotes', found: '"}"' }],
  ['{\n  "a" 1 }', { line: 2, column: 7, expected: 'a colon', found: '"1"' }],
  ['{ "a": nope }', { line: 1, column: 8, expected: 'a value', found: '"nope"' }],
  ['{ "a": [1', { line: 1, column: 10, expected: 'a comma or "]"', found: 'the end of the file' }],
  ['{} // no', { line: 1, column: 4, expected: 'the end of the file', found: '"/"' }],
])('the problem of %j is told with its place', (text, problem) => {
  expect(parseJson(text)).toEqual({ kind: 'problem', problem });
});

test('a key that is written twice is told with its line, and the last value counts', () => {
  expect(parseJson('{ "a": {\n"b": 1,\n"b": 2 } }')).toEqual({
    kind: 'value',
    value: { a: { b: 2 } },
    repeated: [{ keys: ['a', 'b'], line: 3 }],
  });
});

test('a byte order mark is no content', () => {
  expect(parseJson('\uFEFF{}')).toEqual({ kind: 'value', value: {}, repeated: [] });
});
