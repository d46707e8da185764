import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absolutePath } from '../../../../tools/base/paths.ts';
import type { Sides } from '../../../../tools/publish/merge/diff.ts';
import type { Merge } from '../../../../tools/publish/merge/merge.ts';
import { mergeFiles } from '../../../../tools/publish/merge/merge-files.ts';

let directory: string;
let scratches = 0;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'merge-files-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const newScratch = (): ReturnType<typeof absolutePath> =>
  absolutePath(join(directory, `scratch-${scratches++}`));

const sides = (base: string, edit: string, fix: string): Sides => ({
  base: Buffer.from(base, 'latin1'),
  edit: Buffer.from(edit, 'latin1'),
  fix: Buffer.from(fix, 'latin1'),
});

async function mergeTexts(base: string, edit: string, fix: string): Promise<[string, boolean]> {
  const [result] = await mergeFiles([sides(base, edit, fix)], newScratch);
  return [result?.merged.toString('latin1') ?? '', result?.keptEdit ?? true];
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}\n`);

describe('where only the edit mixes line ends', () => {
  test.each([
    ['a line that is not edited keeps its end', 'a \nb \n', 'a \r\nb \n', 'a\nb\n', 'a\r\nb\n'],
    [
      'an inserted line ends as the one before',
      'a\nb\n',
      'a\r\nb\n',
      'a\nx\nb\nx\n',
      'a\r\nx\r\nb\nx\n',
    ],
    ['a first line ends as the next', 'a\nb\n', 'a\r\nb\n', 'x\na\nb\n', 'x\r\na\r\nb\n'],
    [
      'lines after an edit are found',
      'a\nb \nc \n',
      'a\nx\nb \r\nc \n',
      'a\nb\nc\n',
      'a\nx\nb\r\nc\n',
    ],
    [
      'lines after a deletion are found',
      'a\nb\nc \nd \n',
      'b\nc \r\nd \n',
      'a\nb\nc\nd\n',
      'b\nc\r\nd\n',
    ],
    ['the fix has CRLF as the base has', 'a \r\nb \r\n', 'a \nb \r\n', 'a\r\nb\r\n', 'a\nb\r\n'],
    ['no final newline', 'a \nb\nc ', 'a \r\nb\nc ', 'a\nb\nc', 'a\r\nb\nc'],
  ])('%s', async (_, base, edit, fix, merged) => {
    expect(await mergeTexts(base, edit, fix)).toEqual([merged, false]);
  });
});

describe('by bytes', () => {
  test('a file without unstaged edit becomes the fix', async () => {
    expect(await mergeTexts('a\n', 'a\n', 'b\n')).toEqual(['b\n', false]);
  });

  test('a file that has the fix already stays', async () => {
    expect(await mergeTexts('a\n', 'b\n', 'b\n')).toEqual(['b\n', false]);
  });

  test('a fix that changes nothing changes nothing', async () => {
    expect(await mergeTexts('a\n', 'b\n', 'a\n')).toEqual(['b\n', false]);
  });

  test('a binary file that is edited keeps the edit', async () => {
    expect(await mergeTexts('a\0\nb\n', 'a\0\nB\n', 'A\0\nb\n')).toEqual(['a\0\nB\n', true]);
    expect(await mergeTexts('a\nb\n', 'a\0\nb\n', 'a\nB\n')).toEqual(['a\0\nb\n', true]);
  });

  test('a binary file that is not edited becomes the fix', async () => {
    expect(await mergeTexts('a\0', 'a\0', 'b\0')).toEqual(['b\0', false]);
  });
});

describe('by lines', () => {
  test('an unstaged block stays where it is while the fix removes lines above it', async () => {
    const base = numbers(12);
    const edit = base.toSpliced(8, 0, 'mine\n');
    const fix = base.toSpliced(1, 3);
    expect(await mergeTexts(base.join(''), edit.join(''), fix.join(''))).toEqual([
      fix.toSpliced(5, 0, 'mine\n').join(''),
      false,
    ]);
  });

  test('an unstaged line among equal blocks stays in its block', async () => {
    const block = (name: string): string => `def ${name}\n  run\nend\n\n`;
    const base = ['a', 'b', 'c', 'd'].map(block).join('');
    const edit = base.replace('def c\n', 'def c\n  mine\n');
    const fix = base.replace('def a\n  run\n', 'def a\n  fixed\n');
    const both = edit.replace('def a\n  run\n', 'def a\n  fixed\n');
    expect(await mergeTexts(base, edit, fix)).toEqual([both, false]);
  });

  test('an unstaged line at the end of a long file that has the fix far above', async () => {
    const base = numbers(3000);
    const edit = base.with(2990, 'mine\n');
    const fix = base.with(2, 'fixed\n');
    expect(await mergeTexts(base.join(''), edit.join(''), fix.join(''))).toEqual([
      edit.with(2, 'fixed\n').join(''),
      false,
    ]);
  });

  test('a file without final newline', async () => {
    expect(await mergeTexts('a\nb\nc', 'A\nb\nc', 'a\nb\nc\n')).toEqual(['A\nb\nc\n', false]);
    expect(await mergeTexts('a\nb\nc', 'a\nb\nC', 'A\nb\nc')).toEqual(['A\nb\nC', false]);
  });

  test('lines that look like those of a diff', async () => {
    const base = '--- a/base/0\n+++ b/edit/7\n@@ -1 +1 @@\n\\ No newline\n x\n';
    expect(await mergeTexts(base, `${base}@@ -9 +9 @@\n`, base.replace('+++', '++'))).toEqual([
      `${base.replace('+++', '++')}@@ -9 +9 @@\n`,
      false,
    ]);
  });

  test('bytes that are not UTF-8', async () => {
    expect(await mergeTexts('\xff\n\xe9\nz\n', '\xff\n\xe9\nz\xfe\n', '\xfd\n\xe9\nz\n')).toEqual([
      '\xfd\n\xe9\nz\xfe\n',
      false,
    ]);
  });

  test('a name in $Id$ that git did not write there is text like any other', async () => {
    const id = (letter: string): string => `$Id: ${letter.repeat(40)} $\n`;
    const edit = `${id('c')}x\nb \n`;
    expect(await mergeTexts(`${id('a')}x\nb \n`, edit, 'x\nb\n')).toEqual([
      `${id('c')}x\nb\n`,
      true,
    ]);
  });

  test('a bracket that the fix moves to a line of its own beside an edit is not lost', async () => {
    const base = 'call([\n  one, two\n]); if (x) done()\nlast( )\n';
    const edit = 'call([\n  one, two // mine\n]); if (x) done()\nlast( )\n';
    const fix = 'call([\n  one,\n  two,\n]);\nif (x) done();\nlast()\n';
    expect(await mergeTexts(base, edit, fix)).toEqual([edit.replace('( )', '()'), true]);
  });

  test('a comma that the fix moves to the line before an edited one is not there twice', async () => {
    const base = 'var a = 1\n  , b = 2\nend\nlast( )\n';
    const edit = 'var a = 1\n  , b = 3\nend\nlast( )\n';
    const fix = 'var a = 1,\n  b = 2\nend\nlast()\n';
    expect(await mergeTexts(base, edit, fix)).toEqual([edit.replace('( )', '()'), true]);
  });

  test('of brackets that the fix takes in one place and puts in another, both or none', async () => {
    const base = 'if (a) {\n  b( )\n  c()\n}\n}';
    const edit = `${base}\n`;
    const fix = 'if (a) {\n  b()\n  c()\n  }\n}\n';
    expect(await mergeTexts(base, edit, fix)).toEqual([edit.replace('( )', '()'), true]);
  });

  test('many files at once, each with its own hunks', async () => {
    const files = numbers(40).map((line) =>
      sides(`${line}a\nb\nc\n`, `${line}a\nb\nc\n${line}`, `fixed ${line}a\nb\nc\n`),
    );
    const results = await mergeFiles(files, newScratch);
    expect(results.map(({ merged }) => merged.toString())).toEqual(
      numbers(40).map((line) => `fixed ${line}a\nb\nc\n${line}`),
    );
  });

  test('tens of megabytes, with very long lines', { timeout: 60_000 }, async () => {
    const long = 'x'.repeat(5 << 20);
    const base = [...numbers(400_000), `${long}\n`, 'end\n', `${long}\n`];
    const edit = base.with(7, 'mine\n').with(-1, `${long}mine\n`);
    const fix = base.with(399_999, 'fixed\n').with(-3, `${long}fixed\n`);
    const both = fix.with(7, 'mine\n').with(-1, `${long}mine\n`);
    const [text, kept] = await mergeTexts(base.join(''), edit.join(''), fix.join(''));
    expect(kept).toBe(false);
    expect(text === both.join('')).toBe(true);
  });
});

describe('line endings and byte order marks', () => {
  const lines = 'a\nb\nc\nd\n';
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

  test('a working file with CRLF where git checks out LF keeps CRLF and gets the fix', async () => {
    expect(await mergeTexts(lines, crlf(lines), 'a\nB\nc\nd\n')).toEqual([
      'a\r\nB\r\nc\r\nd\r\n',
      false,
    ]);
  });

  test('the same, edited as well', async () => {
    expect(await mergeTexts(lines, `${crlf(lines)}mine\r\n`, 'a\nB\nc\nd\n')).toEqual([
      'a\r\nB\r\nc\r\nd\r\nmine\r\n',
      false,
    ]);
  });

  test('a working file with LF where git checks out CRLF', async () => {
    expect(await mergeTexts(crlf(lines), `${lines}mine\n`, crlf('a\nB\nc\nd\n'))).toEqual([
      'a\nB\nc\nd\nmine\n',
      false,
    ]);
  });

  test('a fix that turns CRLF into LF leaves the edited lines as they are', async () => {
    expect(await mergeTexts(crlf(lines), crlf('a\nb\nmine\nc\nd\n'), 'a\nb\nc\nD\n')).toEqual([
      'a\nb\nmine\r\nc\nD\n',
      false,
    ]);
  });

  test('mixed endings are kept line by line', async () => {
    expect(await mergeTexts('a\r\nb\nc\r\nd\n', 'a\r\nb\nc\r\nD\n', 'A\r\nb\nc\r\nd\n')).toEqual([
      'A\r\nb\nc\r\nD\n',
      false,
    ]);
  });

  test('a mark that only the working file has', async () => {
    expect(await mergeTexts(lines, `\xef\xbb\xbf${lines}mine\n`, 'A\nb\nc\nd\n')).toEqual([
      '\xef\xbb\xbfA\nb\nc\nd\nmine\n',
      false,
    ]);
  });

  test('a mark that the working file has lost', async () => {
    expect(await mergeTexts(`\xef\xbb\xbf${lines}`, lines, `\xef\xbb\xbfA\nb\nc\nd\n`)).toEqual([
      'A\nb\nc\nd\n',
      false,
    ]);
  });

  test('a mark before an edited first line, above which the fix inserts one', async () => {
    const mark = '\xef\xbb\xbf';
    expect(await mergeTexts(lines, `${mark}mine\nb\nc\nd\n`, `# header\n${lines}`)).toEqual([
      `${mark}# header\nmine\nb\nc\nd\n`,
      false,
    ]);
  });

  test('a fix that takes the mark away from an edited first line', async () => {
    const mark = '\xef\xbb\xbf';
    expect(await mergeTexts(`${mark}${lines}`, `${mark}mine\nb\nc\nd\n`, lines)).toEqual([
      'mine\nb\nc\nd\n',
      false,
    ]);
  });
});

test.each([
  ['the fix ends the edited one', 'a\nb\nc', ' a\n b\n c\n', 'a\nb\nC', ' a\n b\nC'],
  ['the fix ends it, another is edited', 'a\nb\nc', ' a\n b\n c\n', 'A\nb\nc', 'A\n b\n c\n'],
  ['the fix changes it, another is edited', 'a\nb\nc', ' a\n b\n c', 'A\nb\nc', 'A\n b\n c'],
  ['the fix takes the newline away', 'a\nb\nc\n', ' a\n b\n c', 'a\nB\nc\n', ' a\nB\n c'],
  ['and a line is appended', 'a\nb\nc\n', ' a\n b\n c', 'a\nB\nc\nd\n', ' a\nB\nc\nd\n'],
  ['the same, of lines that the fix takes away', 'a\nb\n\n', ' a', 'a\nb\n\nc', 'a\nb\n\nc'],
])('a last line without a newline: %s', async (_, base, fix, edit, merged) => {
  expect(await mergeTexts(base, edit, fix)).toEqual([merged, true]);
});

describe('properties', () => {
  const line = fc.constantFrom('\n', '}\n', 'a\n', 'b\n', 'c\n', 'd\n', '  e\n', 'f\r\n');
  const text = fc.array(line, { maxLength: 14 });
  const change = fc.record({
    at: fc.nat(14),
    removed: fc.nat(3),
    added: fc.array(line, { maxLength: 3 }),
  });
  const changed = (base: string[], changes: { at: number; removed: number; added: string[] }[]) =>
    changes.reduce((lines, { at, removed, added }) => lines.toSpliced(at, removed, ...added), base);
  const finish = (lines: string[], newline: boolean): string =>
    newline ? lines.join('') : lines.join('').replace(/\n$/, '');
  const triple = fc
    .record({
      base: text,
      edits: fc.array(change, { minLength: 1, maxLength: 3 }),
      fixes: fc.array(change, { minLength: 1, maxLength: 3 }),
      newlines: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    })
    .map(({ base, edits, fixes, newlines: [inBase, inEdit, inFix] }) => ({
      base: finish(base, inBase),
      edit: finish(changed(base, edits), inEdit),
      fix: finish(changed(base, fixes), inFix),
    }));
  type Triple = typeof triple extends fc.Arbitrary<infer Value> ? Value : never;

  const forBatches = (
    check: (triples: Triple[], results: Merge[]) => void | Promise<void>,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(fc.array(triple, { minLength: 60, maxLength: 100 }), async (triples) => {
        const files = triples.map(({ base, edit, fix }) => sides(base, edit, fix));
        await check(triples, await mergeFiles(files, newScratch));
      }),
      { numRuns: 4, endOnFailure: true },
    );

  const split = (content: string): string[] => content.split(/(?<=\n)/);

  test('lines of the edit that base does not have are there once and in order', async () => {
    const unique = (lines: string): string =>
      split(lines)
        .filter((one) => one.startsWith('mine'))
        .join('');
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(triple, { minLength: 60, maxLength: 100 }), async (triples) => {
        const files = triples.map(({ base, edit, fix }) => {
          const known = new Set(split(base));
          const mine = split(edit).map((one) => (known.has(one) ? one : `mine ${count++} ${one}`));
          return sides(base, mine.join(''), fix);
        });
        const results = await mergeFiles(files, newScratch);
        expect(results.map(({ merged }) => unique(merged.toString('latin1')))).toEqual(
          files.map(({ edit }) => unique(edit.toString('latin1'))),
        );
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  test('no line is made of two, or broken', async () => {
    const linesIn = (...texts: string[]): string[] =>
      texts.join('\n').replaceAll('\r', '').split('\n');
    await forBatches((triples, results) => {
      results.forEach(({ merged }, at) => {
        const { base, edit, fix } = triples[at] ?? { base: '', edit: '', fix: '' };
        expect(linesIn(base, edit, fix)).toEqual(
          expect.arrayContaining(linesIn(merged.toString('latin1'))),
        );
      });
    });
  });

  test(
    'equals git merge-file wherever that has no conflict and keeps to the edit',
    { timeout: 120_000 },
    async () => {
      let compared = 0;
      await forBatches(async (triples, results) => {
        const oracles = await Promise.all(triples.map(mergeFile));
        const pairs = triples
          .map((triple, at) => ({
            theirs: { ...triple, merged: oracles[at] },
            ours: { ...triple, merged: results[at]?.merged.toString('latin1') },
          }))
          .filter(
            ({ theirs }) => theirs.merged !== undefined && keepsToEdit(theirs, theirs.merged),
          );
        compared += pairs.length;
        expect(pairs.map(({ ours }) => ours)).toEqual(pairs.map(({ theirs }) => theirs));
      });
      expect(compared).toBeGreaterThan(40);
    },
  );

  test('text in UTF-16 of either byte order merges as it does in UTF-8', async () => {
    await forBatches(async (triples) => {
      const mergeAs = (encode: (text: string) => Buffer): Promise<Merge[]> => {
        const side = (text: string): Buffer => encode(`\u4e2d\n${text}`);
        const files = triples.map(({ base, edit, fix }) => ({
          base: side(base),
          edit: side(edit),
          fix: side(fix),
        }));
        return mergeFiles(files, newScratch);
      };
      const expected = await mergeAs((text) => Buffer.from(text));
      for (const order of [
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => Buffer.from(bytes).swap16(),
      ]) {
        const wide = (text: string): Buffer => order(Buffer.from(text, 'utf16le'));
        expect(await mergeAs(wide)).toEqual(
          expected.map(({ merged, keptEdit }) => ({ merged: wide(merged.toString()), keptEdit })),
        );
      }
    });
  });

  test('the edit is kept whole where nothing of the fix is taken', async () => {
    await forBatches((triples, results) => {
      results.forEach(({ merged, keptEdit }, at) => {
        const { base, edit, fix } = triples[at] ?? { base: '', edit: '', fix: '' };
        if (base === fix) expect(merged.toString('latin1')).toBe(edit);
        if (base === fix || base === edit || edit === fix) expect(keptEdit).toBe(false);
      });
    });
  });

  /** Whether no line of words is there that the edit removed, or twice that both moved, or not that both have. */
  function keepsToEdit(triple: Triple, merged: string): boolean {
    const count = (text: string, word: string): number =>
      text.split('\n').filter((line) => line.trim() === word).length;
    return ['a', 'b', 'c', 'd', 'e', 'f'].every((word) => {
      const [now, before] = [count(merged, word), count(triple.base, word)];
      const [edited, fixed] = [count(triple.edit, word), count(triple.fix, word)];
      if (now === 0) return edited === 0 || fixed === 0;
      return before === 0 || (edited !== 0 && (now === 1 || edited > 1 || fixed > 1));
    });
  }

  let oracles = 0;

  /** git's own three-way merge; `undefined` where it finds a conflict. */
  async function mergeFile({ base, edit, fix }: Triple): Promise<string | undefined> {
    const number = oracles++;
    const paths = [edit, base, fix].map((content, side) => {
      const path = join(directory, `oracle-${number}-${side}`);
      writeFileSync(path, content, 'latin1');
      return path;
    });
    return new Promise((resolve) => {
      execFile('git', ['merge-file', '-p', ...paths], { encoding: 'latin1' }, (error, stdout) => {
        resolve(error === null ? stdout : undefined);
      });
    });
  }
});
