import { expect, test } from 'vitest';
import { addScripts } from '../../../tools/init/edit-scripts.ts';

const add = (text: string) => addScripts(text, new Map([['lint:staged', 'switchyard run']]));

test.each([
  [
    'two spaces',
    '{\n  "scripts": {\n    "a": "b"\n  },\n  "x": 1\n}\n',
    '{\n  "scripts": {\n    "a": "b",\n    "lint:staged": "switchyard run"\n  },\n  "x": 1\n}\n',
  ],
  [
    'tabs, CRLF and no end of line',
    '{\r\n\t"scripts": {\r\n\t\t"a": "b"\r\n\t}\r\n}',
    '{\r\n\t"scripts": {\r\n\t\t"a": "b",\r\n\t\t"lint:staged": "switchyard run"\r\n\t}\r\n}',
  ],
  [
    'empty scripts',
    '{\n  "scripts": {}\n}\n',
    '{\n  "scripts": {\n    "lint:staged": "switchyard run"\n  }\n}\n',
  ],
  [
    'no scripts',
    '{\n  "name": "x"\n}\n',
    '{\n  "name": "x",\n  "scripts": {\n    "lint:staged": "switchyard run"\n  }\n}\n',
  ],
  [
    'no scripts, all on one line',
    '{"name":"x","a":{"b":1}}\n',
    '{"name":"x","a":{"b":1}, "scripts": { "lint:staged": "switchyard run" }}\n',
  ],
  [
    'scripts on one line',
    '{ "scripts": { "a": "b" } }',
    '{ "scripts": { "a": "b", "lint:staged": "switchyard run" } }',
  ],
  [
    'braces, quotes and "scripts" in other values',
    '{\n  "a": "}\\"scripts\\": {",\n  "b": { "scripts": [1, {}] },\n  "scripts": {\n    "c": "echo }"\n  }\n}\n',
    '{\n  "a": "}\\"scripts\\": {",\n  "b": { "scripts": [1, {}] },\n  "scripts": {\n    "c": "echo }",\n    "lint:staged": "switchyard run"\n  }\n}\n',
  ],
])('%s', (_, before, after) => {
  expect(add(before)).toEqual({ kind: 'edited', text: after });
  expect(add(after)).toEqual({ kind: 'unchanged' });
  JSON.parse(after);
});

test('a script of that name stays as it is', () => {
  expect(add('{ "scripts": { "lint:staged": "lint-staged" } }')).toEqual({ kind: 'unchanged' });
});

test.each(['', '[]', '{ "scripts": "x" }', '{ "scripts": {', '{ scripts: {} }'])(
  'not what a package.json looks like: %s',
  (text) => {
    expect(add(text)).toEqual({ kind: 'impossible' });
  },
);
