import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addElements, addMembers, plainJson } from '../../../tools/base/edit-json.ts';

test.each([
  [
    'what is said of the last value stays with it',
    '{ // all\n  "a": 1 // one\n  // end\n}\n',
    '{ // all\n  "a": 1, // one\n  "b": { "c": 2 }\n  // end\n}\n',
  ],
  [
    'a comma behind the last value',
    '{\n\t"a": [1, /* } */ 2,], // x\n}\n',
    '{\n\t"a": [1, /* } */ 2,], // x\n\t"b": { "c": 2 },\n}\n',
  ],
  ['nothing but a comment', '{\n  // a\n}', '{\n  "b": { "c": 2 }\n  // a\n}'],
  ['nothing', '{}', '{\n  "b": { "c": 2 }\n}'],
  ['one line', '{ "a": 1 }', '{ "a": 1, "b": { "c": 2 } }'],
])('members: %s', (_, before, after) => {
  const edited = addMembers(before, [], { b: { c: 2 } });
  expect(edited?.replace(/\{\s*"c": 2\s*\}/, '{ "c": 2 }')).toBe(after);
});

test.each([
  ['a list', '{\n  "a": {\n    "b": [\n      1 // one\n    ]\n  }\n}', '1, // one\n      2\n'],
  ['an empty list', '{\n  "a": { "b": [] }\n}', '"b": [\n      2\n    ] }'],
  ['no list', '{\n  "a": { "c": 1 }\n}', '{ "c": 1, "b": [2] }'],
  ['nothing', '{\n  "c": 1\n}', '1,\n  "a": {\n    "b": [\n      2\n    ]\n  }\n}'],
])('elements: %s', (_, before, after) => {
  expect(addElements(before, ['a', 'b'], [2])).toContain(after);
});

test.each(['[]', '{ "a": 1 }', '{ "a": { "b": {} } }', '{ "a": { "b": [1 2] } }', '{ "a"', ''])(
  'no such list can be there: %s',
  (text) => {
    expect(addElements(text, ['a', 'b'], [2])).toBeUndefined();
  },
);

test('what comes out is what was there, and what was added', () => {
  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false });
  const members = fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true });
  const layout = fc.constantFrom(undefined, 2, '\t');
  const remark = fc.constantFrom('', ' // { "', ' /* ] */');
  fc.assert(
    fc.property(members, members, layout, remark, (before, added, indent, comment) => {
      const text = JSON.stringify(before, null, indent).replaceAll('\n', `${comment}\n`);
      const edited = addMembers(text, [], added) ?? '';
      expect(JSON.parse(plainJson(edited))).toEqual(
        JSON.parse(JSON.stringify({ ...added, ...before })),
      );
      expect(addMembers(edited, [], added)).toBe(edited);
    }),
  );
});
