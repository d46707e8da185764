import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Staged, working file before, working file after. The linter removes spaces at ends of lines. */
const shapes: Record<string, readonly [string, string, string]> = {
  'line inserted above': ['a \nb\n', 'new \na \nb\n', 'new \na\nb\n'],
  'line inserted below': ['a \nb\n', 'a \nb\nnew \n', 'a\nb\nnew \n'],
  'line inserted right before': ['k\na \nb\n', 'k\nnew \na \nb\n', 'k\nnew \na\nb\n'],
  'line inserted right after': ['a \nb\n', 'a \nnew \nb\n', 'a\nnew \nb\n'],
  'line inserted between two': ['a \nb \n', 'a \nnew \nb \n', 'a\nnew \nb\n'],
  'line deleted above': ['x\ny\na \n', 'y\na \n', 'y\na\n'],
  'line deleted right before': ['x\na \nb\n', 'a \nb\n', 'a\nb\n'],
  'line deleted right after': ['a \nx\nb\n', 'a \nb\n', 'a\nb\n'],
  'line deleted that is fixed': ['k\na \nb\nc \n', 'k\nb\nc \n', 'k\nb\nc\n'],
  'line edited next to it': ['x\na \ny\n', 'x2\na \ny2\n', 'x2\na\ny2\n'],
  'line edited that is fixed': ['a \nk\nb \n', 'a2 \nk\nb \n', 'a2 \nk\nb\n'],
  'line edited as the linter would': ['a \nk\nb \n', 'a\nk\nb \n', 'a\nk\nb\n'],
  'first of equal blocks edited': [
    '{\nx \n}\n{\nx \n}\n',
    '{\ny\n}\n{\nx \n}\n',
    '{\ny\n}\n{\nx\n}\n',
  ],
  'equal block inserted': ['{\nx\n}\na \n', '{\nx\n}\n{\nx\n}\na \n', '{\nx\n}\n{\nx\n}\na\n'],
  'blank lines inserted': ['a \n\nb \n', '\n\na \n\n\n\nb \n\n', '\n\na\n\n\n\nb\n\n'],
  'blank lines deleted': ['a \n\n\n\nb \n', 'a \nb \n', 'a\nb\n'],
  'blocks exchanged': ['a \nb\nc \nd\n', 'c \nd\na \nb\n', 'c\nd\na \nb\n'],
  'everything rewritten': ['a \nb\nc \n', 'quite \nother\n', 'quite \nother\n'],
  'everything deleted': ['a \nb\n', '', ''],
  'fixed on save': ['a \nb \n', 'a\nb\n', 'a\nb\n'],
  'fixed on save, then edited': ['a \nb \nc\n', 'a\nb\nc\nd \n', 'a\nb\nc\nd \n'],
  'no final newline': ['a \nb', 'a \nb2', 'a\nb2'],
  'final newline removed': ['a \nb\n', 'a \nb', 'a\nb'],
  'final newline added': ['a \nb', 'a \nb\n', 'a\nb\n'],
  'appended after no final newline': ['k\na ', 'k\na \nnew', 'k\na \nnew'],
};

const files = (at: 0 | 1 | 2, also: (staged: string) => string = (text) => text) =>
  Object.fromEntries(
    Object.entries(shapes).map(([shape, texts]) => [`apps/web/${shape}.txt`, also(texts[at])]),
  );

test('unstaged edits stay what and where they are, and fixes arrive beside them', async () => {
  const repo = scenario({
    head: {},
    index: files(0),
    worktree: files(1),
    services: { 'apps/web': { '*.txt': 'strip-trailing' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const fixed = files(0, (staged) => staged.replace(/ +$/gm, ''));
  expect(repo.state()).toEqual({ head: fixed, index: fixed, worktree: files(2) });
});
