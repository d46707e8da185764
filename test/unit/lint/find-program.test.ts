import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { absolutePath, type AbsolutePath } from '../../../tools/base/paths.ts';
import { findProgram } from '../../../tools/lint/find-program.ts';
import { temporaryDirectory, write, writeProgram } from './scene.ts';

let base: AbsolutePath;
beforeEach(() => {
  base = temporaryDirectory();
});
const at = (path: string): AbsolutePath => absolutePath(join(base, path));
const find = (name: string): unknown => findProgram(name, at('service'), [at('a'), at('b')]);
const found = (path: string): unknown => ({ kind: 'found', program: at(path) });

test('the program of the first directory that has one', () => {
  writeProgram(at('a/lint'), '');
  writeProgram(at('b/lint'), '');
  expect(find('lint')).toEqual(found('a/lint'));
});

test('what cannot be executed is passed over', () => {
  write(at('a/lint'), 'text');
  mkdirSync(at('a/fix'), { recursive: true });
  writeProgram(at('b/lint'), '');
  writeProgram(at('b/fix'), '');
  expect(find('lint')).toEqual(found('b/lint'));
  expect(find('fix')).toEqual(found('b/fix'));
});

test('links are followed but not replaced by where they lead', () => {
  writeProgram(at('elsewhere/lint.sh'), '');
  mkdirSync(at('a'));
  mkdirSync(at('b'));
  symlinkSync('nowhere', at('a/lint'));
  symlinkSync('../elsewhere/lint.sh', at('b/lint'));
  expect(find('lint')).toEqual(found('b/lint'));
});

test('a path is taken from the service, not from the directories of programs', () => {
  writeProgram(at('service/bin/lint'), '');
  writeProgram(at('a/bin/lint'), '');
  expect(find('bin/lint')).toEqual(found('service/bin/lint'));
  expect(find('../a/bin/lint')).toEqual(found('a/bin/lint'));
  expect(find(at('a/bin/lint'))).toEqual(found('a/bin/lint'));
});

test('a program that is nowhere comes with where it was looked for', () => {
  write(at('a/lint'), 'text');
  chmodSync(at('a/lint'), 0o644);
  expect(find('lint')).toEqual({ kind: 'not-found', lookedIn: [at('a'), at('b')] });
  expect(find('./lint')).toEqual({ kind: 'not-found', lookedIn: [at('service/lint')] });
});
