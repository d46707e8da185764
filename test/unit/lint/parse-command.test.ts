import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { ServicePath } from '../../../tools/base/paths.ts';
import { commandLine, parseCommand } from '../../../tools/lint/parse-command.ts';

const argv = (command: string, ...files: string[]): string[] =>
  commandLine({ kind: 'command', command }, files as ServicePath[]);

test('words are split at any white space', () => {
  expect(parseCommand(' eslint\t--fix \n --quiet ')).toEqual(['eslint', '--fix', '--quiet']);
});

test('quotes around a word hold it together and go', () => {
  expect(parseCommand(`a "b c" 'd  e' "it's" ''`)).toEqual(['a', 'b c', 'd  e', "it's", '']);
});

test('quotes inside a word hold it together and stay, as in lint-staged 16', () => {
  expect(parseCommand(`a --x="b c" --y='d'`)).toEqual(['a', '--x="b c"', `--y='d'`]);
});

test('nothing that means something to a shell means anything', () => {
  expect(parseCommand('a $(b) $C *.js && d | e > f \\ ~')).toEqual(
    'a $(b) $C *.js && d | e > f \\ ~'.split(' '),
  );
});

test('a quote without an end is left out', () => {
  expect(parseCommand(`a 'b c`)).toEqual(['a', 'b', 'c']);
});

test('no words', () => {
  expect(parseCommand('  \n')).toEqual([]);
});

test("any command is split as lint-staged's own parser splits it", () => {
  const fromLintStaged = createRequire(createRequire(import.meta.url).resolve('lint-staged'));
  const { parseArgsStringToArgv } = fromLintStaged('string-argv') as {
    parseArgsStringToArgv: (command: string) => string[];
  };
  const piece = fc.constantFrom('a', 'B', '"', "'", ' ', '\n', '\\', '$', '=', 'é');
  fc.assert(
    fc.property(fc.string({ unit: piece, maxLength: 40 }), (command) => {
      expect(parseCommand(command)).toEqual(parseArgsStringToArgv(command));
    }),
    { numRuns: 2_000 },
  );
});

test('files follow the command as they are called', () => {
  expect(argv('eslint --fix', 'a b.js', '$(c).js', 'd\n.js', '../e.js')).toEqual([
    'eslint',
    '--fix',
    'a b.js',
    '$(c).js',
    'd\n.js',
    '../e.js',
  ]);
});

test('a file that a linter could take for something else begins with ./', () => {
  expect(argv('tsc', '-x.ts', '@types/a.d.ts', '!b.ts', 'c-@!.ts')).toEqual([
    'tsc',
    './-x.ts',
    './@types/a.d.ts',
    './!b.ts',
    'c-@!.ts',
  ]);
});
