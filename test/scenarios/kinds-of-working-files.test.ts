import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const before = (worktree: string) => ({
  head: {},
  index: { 'apps/web/a.txt': 'a\n' },
  worktree: { 'apps/web/a.txt': worktree },
  services: { 'apps/web': { '*.txt': 'upper' } },
});

test('modes that git does not know are kept', async () => {
  const modes = [0o600, 0o444, 0o640, 0o666, 0o711, 0o2755];
  const files = (text: string) =>
    Object.fromEntries(modes.map((mode) => [`apps/web/${mode.toString(8)}.txt`, text]));
  const repo = scenario({
    head: {},
    settings: { 'core.fileMode': 'false' },
    index: files('a\n'),
    worktree: files('a\nmine\n'),
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const modeOf = (path: string) => (statSync(join(repo.directory, path)).mode & 0o7777).toString(8);
  for (const path of Object.keys(files(''))) {
    chmodSync(join(repo.directory, path), parseInt(basename(path), 8));
  }
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toEqual(files('A\n'));
  for (const path of Object.keys(files(''))) {
    expect(readFileSync(join(repo.directory, path), 'utf8')).toBe('A\nmine\n');
    expect(modeOf(path)).toBe(basename(path, '.txt'));
  }
});

test('a file with several names stays one file', async () => {
  const repo = scenario(before('a\nmine\n'));
  const file = join(repo.directory, 'apps/web/a.txt');
  const other = join(repo.directory, '../other');
  linkSync(file, other);
  const { ino } = statSync(file);
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(readFileSync(other, 'utf8')).toBe('A\nmine\n');
  expect(statSync(file)).toMatchObject({ ino, nlink: 2 });
});

test('extended attributes are kept', async ({ skip }) => {
  const repo = scenario(before('a\nmine\n'));
  const python = (code: string): string =>
    execFileSync('python3', ['-c', `import os\n${code}`, join(repo.directory, 'apps/web/a.txt')], {
      encoding: 'utf8',
    });
  try {
    python('import sys; os.setxattr(sys.argv[1], "user.note", b"kept")');
  } catch {
    skip('no python3, or a file system without attributes');
  }
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().worktree).toEqual({ 'apps/web/a.txt': 'A\nmine\n' });
  expect(python('import sys; print(os.getxattr(sys.argv[1], "user.note").decode())')).toBe(
    'kept\n',
  );
});

test('a directory that became a link out of the repository is not followed', async () => {
  const repo = scenario(before('a\n'));
  const outside = join(repo.directory, '../outside');
  mkdirSync(outside);
  repo.write({ 'apps/web': { link: outside }, '../outside/a.txt': 'a\n' });
  const { exitCode, stderr } = await repo.commit();
  expect([exitCode, stderr]).toEqual([
    0,
    expect.stringContaining('! Your unstaged edits lie on top of fixes in apps/web/a.txt:'),
  ]);
  expect(stderr).not.toContain('may not read');
  expect(readFileSync(join(outside, 'a.txt'), 'utf8')).toBe('a\n');
  expect(repo.state().head).toEqual({ 'apps/web/a.txt': 'A\n' });
  expect(repo.state().worktree).toEqual({ 'apps/web': { link: outside } });
});
