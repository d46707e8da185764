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
