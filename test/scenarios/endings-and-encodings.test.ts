import { expect, test } from 'vitest';
import { contentOf } from '../support/content.ts';
import { scenario } from '../support/scenario.ts';

const bytes = (text: string) => contentOf('100644', Buffer.from(text, 'latin1'));

const mark = '\xef\xbb\xbf';

/** Staged, working file before, working file after. The linter removes spaces at ends of lines. */
const texts: Record<string, readonly [string, string, string]> = {
  CRLF: ['a \r\nb\r\n', 'a \r\nb\r\nmine \r\n', 'a\r\nb\r\nmine \r\n'],
  'mixed endings': ['a \r\nb\nc \n', 'a \r\nb\nc \nmine \r\n', 'a\r\nb\nc\nmine \r\n'],
  'CRLF since it was staged': ['a \nb\n', 'a \r\nb\r\n', 'a\r\nb\r\n'],
  'LF since it was staged': ['a \r\nb\r\n', 'a \nb\nmine \n', 'a\nb\nmine \n'],
  'mixed since it was staged': ['a \r\nb \r\n', 'a \nb \r\nmine \n', 'a\nb\r\nmine \n'],
  'CR alone': ['a \rb\r \n', 'a \rb\r \nmine\r', 'a\rb\r\nmine\r'],
  'no newline at all': ['a ', 'a ', 'a'],
  'a mark': [`${mark}a \nb\n`, `${mark}a \nb\nmine \n`, `${mark}a\nb\nmine \n`],
  'a mark since it was staged': ['a \nb\n', `${mark}a \nb\n`, `${mark}a\nb\n`],
  'not UTF-8': ['\xe9 \n\xff\n', '\xe9 \n\xff\n\xfe \n', '\xe9\n\xff\n\xfe \n'],
  binary: ['\0 \n\xff\n', '\0 \n\xff\n', '\0\n\xff\n'],
  'binary, edited': ['\0 \n\xff\n', '\0 \n\xff\n\xfe \n', '\0 \n\xff\n\xfe \n'],
  'binary since it was staged': ['a \nb\n', 'a \nb\n\0 \n', 'a \nb\n\0 \n'],
};

const files = (of: (shapes: readonly [string, string, string]) => string) =>
  Object.fromEntries(
    Object.entries(texts).map(([shape, shapes]) => [`apps/web/${shape}.txt`, bytes(of(shapes))]),
  );

test('fixes reach texts of every convention, and their unstaged edits keep every byte', async () => {
  const repo = scenario({
    head: {},
    index: files(([staged]) => staged),
    worktree: files(([, edited]) => edited),
    services: { 'apps/web': { '*.txt': 'strip-trailing' } },
  });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/edits lie on top of fixes in .*binary, edited.txt/);
  const fixed = files(([staged]) => staged.replace(/[ \t]+(?=\r?$)/gm, ''));
  expect(repo.state()).toEqual({
    head: fixed,
    index: fixed,
    worktree: files(([, , left]) => left),
  });
});

test('attributes in a directory name an encoding: linters are given it, also by the first checkout', async () => {
  const utf16 = (text: string) => contentOf('100644', Buffer.from(`\ufeff${text}`, 'utf16le'));
  const repo = scenario({
    head: { 'apps/web/.gitattributes': '*.txt working-tree-encoding=UTF-16LE-BOM\n' },
    index: { 'apps/web/a.txt': utf16('bad\n'), 'apps/web/b/c.txt': utf16('bad\n') },
    worktree: { 'apps/web/a.txt': utf16('bad\nbad, not staged\n') },
    settings: { 'checkout.workers': '8', 'checkout.thresholdForParallelism': '1' },
    services: { 'apps/web': { '*.txt': 'good' } },
    linters: { good: GOOD },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.git('show', 'HEAD:apps/web/a.txt', 'HEAD:apps/web/b/c.txt')).toBe('good\ngood\n');
  expect(repo.state().worktree).toMatchObject({
    'apps/web/a.txt': utf16('good\nbad, not staged\n'),
    'apps/web/b/c.txt': utf16('good\n'),
  });
});

/** Reads and writes UTF-16. */
const GOOD = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf16le');
  writeFileSync(file, text.replace('bad', 'good'), 'utf16le');
}
`;
