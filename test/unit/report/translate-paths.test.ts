import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { decodeName } from '../../../tools/base/names.ts';
import { absolutePath, repoPath } from '../../../tools/base/paths.ts';
import { translatePaths } from '../../../tools/report/translate-paths.ts';

const ROOT = '/var/tmp/switchyard-1/slot-0';

function translate(
  text: string,
  { from = '/repo', linted = [] as string[], root = ROOT } = {},
): string {
  return translatePaths(
    text,
    {
      top: absolutePath('/repo'),
      userDirectory: absolutePath(from),
      snapshotRoot: absolutePath(root),
    },
    { directory: repoPath('apps/web'), paths: linted.map((path) => repoPath(`apps/web/${path}`)) },
  );
}

describe('an absolute path of the snapshot', () => {
  test('is relative to where the user stands, below that', () => {
    expect(translate(`${ROOT}/apps/web/a.ts:1:2`)).toBe('apps/web/a.ts:1:2');
    expect(translate(`(${ROOT}/apps/web/a.ts)`, { from: '/repo/apps/web' })).toBe('(a.ts)');
  });

  test("is the user's absolute one elsewhere", () => {
    expect(translate(`${ROOT}/apps/web/a.ts`, { from: '/repo/apps/core' })).toBe(
      '/repo/apps/web/a.ts',
    );
    expect(translate(`${ROOT}/apps/web-old/a.ts`, { from: '/repo/apps/web' })).toBe(
      '/repo/apps/web-old/a.ts',
    );
    expect(translate(`${ROOT}/a.ts`, { from: '/elsewhere' })).toBe('/repo/a.ts');
  });

  test('of the top itself', () => {
    expect(translate(`in ${ROOT}.\nin '${ROOT}/'\n${ROOT}`)).toBe("in /repo.\nin '/repo/'\n/repo");
  });

  test('after an equals sign, in quotes, and several on a line', () => {
    expect(translate(`--config=${ROOT}/a "${ROOT}/b" [${ROOT}/c,${ROOT}/d]`)).toBe(
      '--config=a "b" [c,d]',
    );
  });

  test('stays, where it is a part of another path', () => {
    const others = `/mnt${ROOT}/a ${ROOT}0/a ${ROOT}-old/a ${ROOT}.bak https://x${ROOT}/a`;
    expect(translate(others)).toBe(others);
  });

  test('as a file URL', () => {
    expect(translate(`at file://${ROOT}/apps/web/a%20b.js:1:2`)).toBe(
      'at file:///repo/apps/web/a%20b.js:1:2',
    );
  });

  test('as the system resolves it', () => {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), 'switchyard-test-')));
    onTestFinished(() => {
      rmSync(directory, { recursive: true });
    });
    const root = join(directory, 'link');
    symlinkSync(directory, root);
    expect(translate(`${root}/a ${directory}/b`, { root })).toBe('a b');
  });
});

describe('the name of a linted file, relative to its service', () => {
  const linted = ['src/a.ts', 'index.ts', 'app/[id]/page.tsx', 'a b.ts', 'Makefile', 'x/\xe9.ts'];

  test.each([
    ['with a position', 'src/a.ts:1:2: error', 'apps/web/src/a.ts:1:2: error'],
    ['with a position in brackets', 'src/a.ts(1,2): error', 'apps/web/src/a.ts(1,2): error'],
    ['after a label', '[warn] src/a.ts', '[warn] apps/web/src/a.ts'],
    ['with a dot before', './src/a.ts: bad', 'apps/web/src/a.ts: bad'],
    ['at the end of a sentence', 'See index.ts.', 'See apps/web/index.ts.'],
    ['with brackets in it', 'app/[id]/page.tsx:1', 'apps/web/app/[id]/page.tsx:1'],
    ['with a space in it', 'a b.ts:1', 'apps/web/a b.ts:1'],
    ['without an extension', 'Makefile:3: bad', 'apps/web/Makefile:3: bad'],
    ['that is not ASCII', 'x/\xe9.ts:1', 'apps/web/x/\xe9.ts:1'],
    ['in a Python trace', 'File "src/a.ts", line 3', 'File "apps/web/src/a.ts", line 3'],
    ['in a frame', '╭─[src/a.ts:1:1]', '╭─[apps/web/src/a.ts:1:1]'],
  ])('%s', (_, text, shown) => {
    expect(translate(text, { linted })).toBe(shown);
  });

  test.each([
    ['as the end of another', 'lib/src/a.ts my-index.ts ../index.ts'],
    ['as the beginning of another', 'src/a.ts.snap index.tsx src/a.ts/x'],
    ['in a URL', 'https://x.org/src/a.ts'],
    ['in a string of the code', "import './index.ts'; require('src/a.ts')"],
    ['in a line of code', '> 3 | // see src/a.ts'],
    ['as a word', 'no rule in the Makefile for this'],
  ])('stays %s', (_, text) => {
    expect(translate(text, { linted })).toBe(text);
  });

  test('is shown from where the user stands', () => {
    expect(translate('src/a.ts:1', { linted, from: '/repo/apps/core' })).toBe('../web/src/a.ts:1');
    expect(translate('src/a.ts:1', { linted, from: '/repo/apps/web' })).toBe('src/a.ts:1');
  });

  test('that is not UTF-8', () => {
    const name = decodeName(Buffer.from([0xff, 0x2e, 0x63]));
    expect(translate(`${name}:1`, { linted: [name] })).toBe('apps/web/\\xff.c:1');
  });

  test('with a newline in it', () => {
    expect(translate('a\nb.ts:1', { linted: ['a\nb.ts'] })).toBe('apps/web/a\\nb.ts:1');
  });
});

describe('colours', () => {
  test('around a path stay around it', () => {
    expect(translate(`\x1b[4m${ROOT}/a.ts\x1b[24m\n  \x1b[31mx\x1b[0m`)).toBe(
      '\x1b[4ma.ts\x1b[24m\n  \x1b[31mx\x1b[0m',
    );
  });

  test('within a path do not keep it from being found', () => {
    expect(translate('\x1b[2msrc/\x1b[22ma.ts:1', { linted: ['src/a.ts', 'a.ts'] })).toBe(
      '\x1b[2m\x1b[22mapps/web/src/a.ts:1',
    );
  });
});
