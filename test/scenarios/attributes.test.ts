import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { contentOf, type Content } from '../support/content.ts';
import { scenario } from '../support/scenario.ts';

const bytes = (text: string, encoding: BufferEncoding = 'latin1') =>
  contentOf('100644', Buffer.from(text, encoding));

const program = `'${process.execPath}' '${join(TOP, 'test/support/fake-filters/rot13-process.cjs')}'`;
const settings = {
  'filter.rot.clean': 'tr a-zA-Z n-za-mN-ZA-M',
  'filter.rot.smudge': 'tr a-zA-Z n-za-mN-ZA-M',
  'filter.process.process': program,
  'filter.process.required': 'true',
  'diff.conv.textconv': 'false',
  'diff.conv.command': 'false',
};

/** Attributes; the working file when it is staged, edited, and afterwards; what is committed. */
const cases: Record<string, readonly [string, Content, Content, Content, string]> = {
  'auto.txt': ['text=auto', 'a\r\n', 'a\r\nmine\r\n', 'A\r\nmine\r\n', 'A\n'],
  'crlf.txt': ['text eol=crlf', 'a\r\n', 'a\r\nmine\r\n', 'A\r\nmine\r\n', 'A\n'],
  'lf.txt': ['text eol=lf', 'a\r\n', 'a\r\nmine\r\n', 'A\r\nmine\r\n', 'A\n'],
  'binary.txt': ['binary', 'a\r\n', 'a\r\nmine\n', 'A\r\nmine\n', 'A\r\n'],
  'rot.txt': ['filter=rot', 'a\n', 'a\nmine\n', 'A\nmine\n', 'N\n'],
  'process.txt': ['filter=process', 'a\n', 'a\nmine\n', 'A\nmine\n', 'N\n'],
  'lfs.txt': ['filter=lfs -text', 'oid\n', 'oid\nmine\n', 'OID\nmine\n', 'OID\n'],
  'conv.txt': ['diff=conv', 'a\n', 'a\nmine\n', 'A\nmine\n', 'A\n'],
  'undiffed.txt': ['-diff -merge', 'a\n', 'a\nmine\n', 'A\nmine\n', 'A\n'],
  'latin1.txt': [
    'working-tree-encoding=latin1',
    bytes('a\xe9\n'),
    bytes('a\xe9\n\xff\n'),
    bytes('A\xe9\n\xff\n'),
    'A\u00e9\n',
  ],
  'utf16.txt': [
    'working-tree-encoding=UTF-16LE-BOM',
    bytes('\ufeffa\n', 'utf16le'),
    bytes('\ufeffa\n', 'utf16le'),
    bytes('\ufeffA\n', 'utf16le'),
    'A\n',
  ],
  'wide.txt': [
    'working-tree-encoding=UTF-16',
    bytes('\ufeffa\nb\n', 'utf16le'),
    bytes('\ufeffa\nb\nmine \u00e9\n', 'utf16le'),
    bytes('\ufeffA\nB\nmine \u00e9\n', 'utf16le'),
    'A\nB\n',
  ],
  'wide-crlf.txt': [
    'text eol=crlf working-tree-encoding=UTF-16LE',
    bytes('a\r\nb\r\n', 'utf16le'),
    bytes('a\r\nb\r\nmine\r\n', 'utf16le'),
    bytes('A\r\nB\r\nmine\r\n', 'utf16le'),
    'A\nB\n',
  ],
  'ident.md': ['ident', 'a \n$Id$\n', 'a \n$Id$\nmine \n', 'a\n$Id$\nmine \n', 'a\n$Id$\n'],
};

const files = <Value>(of: (one: (typeof cases)[string]) => Value) =>
  Object.fromEntries(Object.entries(cases).map(([name, one]) => [`apps/web/${name}`, of(one)]));

test('linters see files as a checkout has them, and what is committed is as git add has it', async () => {
  const attributes = Object.entries(cases).map(([name, [attribute]]) => `${name} ${attribute}\n`);
  const repo = scenario({
    head: { '.gitattributes': attributes.join('') },
    settings,
    index: files(([, staged]) => staged),
    worktree: files(([, , edited]) => edited),
    services: { 'apps/web': { '*.txt': 'upper', '*.md': 'strip-trailing' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const { head, index, worktree } = repo.state();
  expect(head).toMatchObject(files(([, , , , committed]) => committed));
  expect(index).toEqual(head);
  expect(worktree).toMatchObject(files(([, , , left]) => left));
});

test.each([
  ['true', 'a\r\n', 'A\r\n'],
  ['input', 'a\n', 'A\n'],
  ['input', 'a\r\n', 'A\r\n'],
])('core.autocrlf=%s: %j in the working tree becomes %j', async (autocrlf, staged, fixed) => {
  const repo = scenario({
    head: { 'apps/web/b.txt': 'b\n' },
    settings: { 'core.autocrlf': autocrlf, 'core.safecrlf': 'false' },
    index: { 'apps/web/a.txt': staged, 'apps/web/b.txt': staged },
    worktree: { 'apps/web/a.txt': staged + staged.replace('a', 'mine') },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toEqual({ 'apps/web/a.txt': 'A\n', 'apps/web/b.txt': 'A\n' });
  expect(repo.state().worktree).toEqual({
    'apps/web/a.txt': fixed + staged.replace('a', 'mine'),
    'apps/web/b.txt': fixed,
  });
});

test('a required filter that is not installed: refused, and nothing is changed', async () => {
  const repo = scenario({
    head: { '.gitattributes': '*.bin filter=gone\n', 'a.bin': 'a\n' },
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  repo.git('config', 'filter.gone.required', 'true');
  repo.git('config', 'filter.gone.clean', 'cat');
  repo.git('config', 'filter.gone.smudge', 'not-installed-anywhere');
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/not-installed-anywhere[^]*Nothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});
