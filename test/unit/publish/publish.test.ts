import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fix } from '../../../tools/base/model/lint-result.ts';
import { publish } from '../../../tools/publish/publish.ts';
import { makeRepository, openRepository, type WorkRepository } from './work-repository.ts';

let repository: WorkRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => {
  rmSync(repository.top, { recursive: true, force: true });
});

const publishFixes = async (
  ...fixes: Fix[]
): Promise<{ kind: string; fixed?: readonly string[]; keptEdits?: readonly string[] }> =>
  publish(await repository.find(), fixes);

/** Stages `base`, leaves `edit` in the working tree, publishes `fix`. */
async function publishPartlyStaged(
  base: string,
  edit: string,
  fix: string,
): Promise<{ index: string; file: string; keptEdits: readonly string[] }> {
  repository.stage('f', base);
  repository.write('f', edit);
  const { keptEdits = [] } = await publishFixes(repository.fix('f', fix));
  return { index: repository.staged('f'), file: repository.read('f'), keptEdits };
}

describe('what is staged and what is not', () => {
  test('a wholly staged file gets the fix in the index and in the working tree', async () => {
    expect(await publishPartlyStaged('a\n', 'a\n', 'A\n')).toEqual({
      index: 'A\n',
      file: 'A\n',
      keptEdits: [],
    });
    expect(repository.git('diff-files')).toBe('');
    expect(readdirSync(repository.path('.git/switchyard'))).toEqual([]);
  });

  test.each([
    ['above', 'mine\na\nb\nc\n', 'a\nb\nC\n', 'mine\na\nb\nC\n'],
    ['below', 'a\nb\nc\nmine\n', 'A\nb\nc\n', 'A\nb\nc\nmine\n'],
    ['between', 'a\nB\nc\n', 'A\nb\nC\n', 'A\nB\nC\n'],
    ['next to', 'a\nmine\nb\nc\n', 'a\nB\nc\n', 'a\nmine\nB\nc\n'],
  ])('an unstaged edit %s the fixes', async (_, edit, fix, file) => {
    expect(await publishPartlyStaged('a\nb\nc\n', edit, fix)).toEqual({
      index: fix,
      file,
      keptEdits: [],
    });
  });

  test('an unstaged edit on top of one of two fixes', async () => {
    expect(await publishPartlyStaged('a\nb\nc\n', 'mine\nb\nc\n', 'A\nb\nC\n')).toEqual({
      index: 'A\nb\nC\n',
      file: 'mine\nb\nC\n',
      keptEdits: ['f'],
    });
  });

  test('a working file that is formatted already, with one more edit', async () => {
    expect(await publishPartlyStaged('a\nb\nc\n', 'A\nb\nmine\n', 'A\nb\nc\n')).toEqual({
      index: 'A\nb\nc\n',
      file: 'A\nb\nmine\n',
      keptEdits: [],
    });
  });

  test('a working file that is the fix already is not touched', async () => {
    repository.stage('f', 'a\n');
    repository.write('f', 'A\n');
    const { ino, ctimeMs } = lstatSync(repository.path('f'));
    await publishFixes(repository.fix('f', 'A\n'));
    expect(lstatSync(repository.path('f'))).toMatchObject({ ino, ctimeMs });
    expect(repository.git('diff-files')).toBe('');
  });

  test('files that have no fix keep bytes, inode and times', async () => {
    repository.stage('f', 'a\n');
    repository.stage('other', 'b\n');
    repository.write('other', 'mine\n');
    repository.write('untracked', 'c\n');
    const before = ['other', 'untracked'].map((path) => lstatSync(repository.path(path)));
    await publishFixes(repository.fix('f', 'A\n'));
    expect(['other', 'untracked'].map((path) => lstatSync(repository.path(path)))).toEqual(before);
    expect(repository.staged('other')).toBe('b\n');
  });

  test('many files, some of them edited', async () => {
    const names = Array.from({ length: 120 }, (_, number) => `d${number % 7}/f${number}`);
    for (const name of names) repository.write(name, `${name}\nb\nc\n`);
    repository.git('add', '.');
    for (const name of names.slice(0, 60)) repository.write(name, `${name}\nb\nc\nmine\n`);
    const fixes = names.map((name) => repository.fix(name, `${name}\nB\nc\n`));
    await publishFixes(...fixes);
    expect(names.map((name) => repository.read(name))).toEqual(
      names.map((name, at) => `${name}\nB\nc\n${at < 60 ? 'mine\n' : ''}`),
    );
    expect(names.map((name) => repository.staged(name))).toEqual(
      names.map((name) => `${name}\nB\nc\n`),
    );
    expect(repository.git('diff-files', '--name-only').split('\n').length).toBe(61);
  });

  test('no fixes at all write nothing', async () => {
    repository.stage('f', 'a\n');
    expect(await publishFixes()).toMatchObject({ kind: 'published', fixed: [], keptEdits: [] });
    expect(existsSync(repository.path('.git/switchyard'))).toBe(false);
  });

  test('names of all kinds', async () => {
    const names = ['-x', ' a ', 'a\nb', '"q"', '$(touch z)', '[id].tsx', ':!x', ':(glob)*', 'd/*'];
    for (const name of names) repository.write(name, 'a\n');
    repository.write('d/x', 'a\n');
    repository.gitWith(
      { environment: { GIT_LITERAL_PATHSPECS: '1' } },
      'add',
      '--',
      ...names,
      'd/x',
    );
    const literal = openRepository(repository.top);
    const fix = (path: string): Fix => ({
      ...repository.fix('d/x', 'A\n'),
      path: path as Fix['path'],
    });
    const fixes = names.map(fix);
    await publishFixes(...fixes);
    expect(names.map((name) => literal.staged(name))).toEqual(names.map(() => 'A\n'));
    expect(names.map((name) => literal.read(name))).toEqual(names.map(() => 'A\n'));
    expect(literal.staged('d/x')).toBe('a\n');
  });

  test('a name that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${repository.top}/`), Buffer.from([0xff, 0x61])]);
    repository.stage('plain', 'a\n');
    writeFileSync(bytes, 'a\nmine\n');
    const { staged, ...rest } = repository.fix('plain', 'A\n');
    const entry = Buffer.concat([Buffer.from(`100644 ${staged}\t`), Buffer.from([0xff, 0x61, 0])]);
    repository.gitWith({ input: entry }, 'update-index', '-z', '--index-info');
    await publishFixes({ ...rest, staged, path: '\udcffa' as Fix['path'] });
    expect(readFileSync(bytes, 'latin1')).toBe('A\nmine\n');
    expect(repository.git('ls-files', '-s', '-z')).toContain(`${rest.fixed} 0\t\xffa\0`);
    expect(repository.staged('plain')).toBe('a\n');
  });
});

describe('the index', () => {
  test('an entry that was staged again is not published', async () => {
    repository.stage('f', 'a\n');
    repository.stage('g', 'b\n');
    const fixes = [repository.fix('f', 'A\n'), repository.fix('g', 'B\n')];
    repository.stage('g', 'newer\n');
    expect(await publishFixes(...fixes)).toEqual({ kind: 'index-moved', paths: ['g'] });
    expect([repository.staged('f'), repository.staged('g')]).toEqual(['a\n', 'newer\n']);
    expect([repository.read('f'), repository.read('g')]).toEqual(['a\n', 'newer\n']);
    expect(readdirSync(repository.path('.git/switchyard'))).toEqual([]);
    expect(readdirSync(repository.path('.git'))).not.toContain('index.lock');
  });

  test('an entry that was removed is not published', async () => {
    repository.stage('f', 'a\n');
    const fix = repository.fix('f', 'A\n');
    repository.git('rm', '-q', '--cached', 'f');
    expect(await publishFixes(fix)).toEqual({ kind: 'index-moved', paths: ['f'] });
  });

  test('an entry whose mode changed is not published', async () => {
    repository.stage('f', 'a\n');
    const fix = repository.fix('f', 'A\n');
    repository.git('update-index', '--chmod=+x', 'f');
    expect(await publishFixes(fix)).toEqual({ kind: 'index-moved', paths: ['f'] });
  });

  test('other entries that were staged meanwhile are kept', async () => {
    repository.stage('f', 'a\n');
    const fix = repository.fix('f', 'A\n');
    repository.stage('g', 'b\n');
    await publishFixes(fix);
    expect([repository.staged('f'), repository.staged('g')]).toEqual(['A\n', 'b\n']);
  });

  test('skip-worktree and assume-unchanged stay', async () => {
    for (const name of ['s', 'a', 'b', 'n']) repository.stage(name, 'a\n');
    repository.git('update-index', '--skip-worktree', 's', 'b');
    repository.git('update-index', '--assume-unchanged', 'a', 'b');
    const flags = repository.git('ls-files', '-v');
    await publishFixes(...['s', 'a', 'b', 'n'].map((name) => repository.fix(name, 'A\n')));
    expect(repository.git('ls-files', '-v')).toBe(flags);
    expect(repository.staged('s')).toBe('A\n');
  });

  test('a file outside of the sparse patterns stays out of the working tree', async () => {
    repository.stage('in/f', 'a\n');
    repository.stage('out/f', 'a\n');
    repository.git('commit', '-qm', '1');
    repository.git('sparse-checkout', 'set', '--cone', 'in');
    const { keptEdits } = await publishFixes(repository.fix('out/f', 'A\n'));
    expect(keptEdits).toEqual([]);
    expect(repository.staged('out/f')).toBe('A\n');
    expect(existsSync(repository.path('out'))).toBe(false);
    expect(repository.git('ls-files', '-t', 'out/f')).toBe('S out/f\n');
  });

  test('a sparse index', async () => {
    for (const name of ['in/f', 'out/a/f', 'out/b/f']) repository.stage(name, 'a\n');
    repository.git('commit', '-qm', '1');
    repository.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    expect(repository.git('ls-files', '--sparse')).toBe('in/f\nout/\n');
    await publishFixes(repository.fix('in/f', 'A\n'), repository.fix('out/a/f', 'B\n'));
    expect([repository.staged('in/f'), repository.staged('out/a/f')]).toEqual(['A\n', 'B\n']);
    expect(repository.staged('out/b/f')).toBe('a\n');
    expect(repository.git('ls-files', '-s').split('\n').length).toBe(4);
    expect(repository.git('ls-files', '-t', 'out')).toBe('S out/a/f\nS out/b/f\n');
  });

  test('a split index', async () => {
    repository.git('config', 'core.splitIndex', 'true');
    for (let number = 0; number < 50; number += 1) repository.write(`f${number}`, 'a\n');
    repository.git('add', '.');
    repository.git('update-index', '--split-index');
    expect(readdirSync(repository.path('.git')).join()).toContain('sharedindex');
    await publishFixes(repository.fix('f7', 'A\n'));
    expect(repository.staged('f7')).toBe('A\n');
    expect(repository.git('diff', '--cached', '--name-only', '--diff-filter=A').length).toBe(
      repository.git('ls-files').length,
    );
    expect(repository.git('status', '--porcelain', 'f8')).toBe('A  f8\n');
  });

  test.each([2, 3, 4])('index version %i', async (version) => {
    repository.stage('dir/f', 'a\n');
    repository.stage('dir/g', 'a\n');
    if (version === 3) repository.git('update-index', '--skip-worktree', 'dir/g');
    else repository.git('update-index', '--index-version', String(version));
    await publishFixes(repository.fix('dir/f', 'A\n'));
    expect(readFileSync(repository.path('.git/index')).readUInt32BE(4)).toBe(version);
    expect([repository.staged('dir/f'), repository.staged('dir/g')]).toEqual(['A\n', 'a\n']);
  });

  test('untracked cache and fsmonitor', async () => {
    repository.stage('f', 'a\n');
    writeFileSync(repository.path('.git/watch'), '#!/bin/sh\nprintf "token\\0/\\0"\n', {
      mode: 0o755,
    });
    repository.git('config', 'core.fsmonitor', '.git/watch');
    repository.git('config', 'core.untrackedCache', 'true');
    repository.git('status');
    repository.write('f', 'a\nmine\n');
    await publishFixes(repository.fix('f', 'A\n'));
    repository.write('new', '');
    expect(repository.git('status', '--porcelain')).toBe('AM f\n?? new\n');
    expect(repository.read('f')).toBe('A\nmine\n');
  });

  test('a SHA-256 repository', async () => {
    const other = makeRepository('--object-format=sha256');
    other.stage('f', 'a\nb\n');
    other.write('f', 'a\nb\nmine\n');
    await publish(await other.find(), [other.fix('f', 'A\nb\n')]);
    expect([other.staged('f'), other.read('f')]).toEqual(['A\nb\n', 'A\nb\nmine\n']);
    rmSync(other.top, { recursive: true });
  });

  test('permissions of a shared repository', async () => {
    repository.stage('f', 'a\n');
    chmodSync(repository.path('.git/index'), 0o664);
    await publishFixes(repository.fix('f', 'A\n'));
    expect(statSync(repository.path('.git/index')).mode & 0o777).toBe(0o664);
    expect(statSync(repository.path('.git/index')).nlink).toBe(1);
  });

  test('a lock that somebody keeps is waited for, then refused', async () => {
    repository.stage('f', 'a\n');
    repository.write('f', 'a\nmine\n');
    const fix = repository.fix('f', 'A\n');
    writeFileSync(repository.path('.git/index.lock'), '');
    await expect(publishFixes(fix)).rejects.toMatchObject({
      kind: 'environment',
      message: 'The index is locked.',
      why: expect.stringContaining(repository.path('.git/index.lock')) as string,
    });
    expect([repository.staged('f'), repository.read('f')]).toEqual(['a\n', 'a\nmine\n']);
    expect(readFileSync(repository.path('.git/index.lock'), 'latin1')).toBe('');
    unlinkSync(repository.path('.git/index.lock'));
    await publishFixes(fix);
    expect([repository.staged('f'), repository.read('f')]).toEqual(['A\n', 'A\nmine\n']);
  });

  test('a lock that is given back in time', async () => {
    repository.stage('f', 'a\n');
    writeFileSync(repository.path('.git/index.lock'), '');
    const publishing = publishFixes(repository.fix('f', 'A\n'));
    setTimeout(() => {
      unlinkSync(repository.path('.git/index.lock'));
    }, 300);
    expect(await publishing).toMatchObject({ kind: 'published' });
    expect(repository.staged('f')).toBe('A\n');
  });

  test('an index that is a link stays one', async () => {
    repository.stage('f', 'a\n');
    execFileSync('mv', ['index', 'real-index'], { cwd: repository.path('.git') });
    symlinkSync('real-index', repository.path('.git/index'));
    await publishFixes(repository.fix('f', 'A\n'));
    expect(lstatSync(repository.path('.git/index')).isSymbolicLink()).toBe(true);
    expect(repository.staged('f')).toBe('A\n');
  });

  test('a linked worktree', async () => {
    repository.stage('f', 'a\nb\n');
    repository.git('commit', '-qm', '1');
    repository.git('worktree', 'add', '-q', 'linked', '-b', 'other');
    const linked = openRepository(repository.path('linked'));
    linked.stage('f', 'a\nbb\n');
    linked.write('f', 'a\nbb\nmine\n');
    await publish(await linked.find(), [linked.fix('f', 'A\nbb\n')]);
    expect([linked.staged('f'), linked.read('f')]).toEqual(['A\nbb\n', 'A\nbb\nmine\n']);
    expect([repository.staged('f'), repository.read('f')]).toEqual(['a\nb\n', 'a\nb\n']);
  });
});

describe('settings and attributes of the user', () => {
  test('settings of diff and line endings do not reach the merge', async () => {
    const settings = {
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.algorithm': 'patience',
      'diff.context': '0',
      'diff.interHunkContext': '10',
      'diff.external': '/bin/false',
      'diff.orderFile': '/nowhere',
      'diff.suppressBlankEmpty': 'true',
      'color.ui': 'always',
      'diff.relative': 'true',
      'core.autocrlf': 'input',
      'core.whitespace': 'cr-at-eol',
      'diff.x.textconv': '/bin/false',
    };
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
    repository.stage('.gitattributes', '* -diff\n* diff=x\n');
    expect(await publishPartlyStaged('a\n\nc\nd\n', 'a\n\nc\nd\nmine\r\n', 'A\n\nc\nd\n')).toEqual({
      index: 'A\n\nc\nd\n',
      file: 'A\n\nc\nd\nmine\r\n',
      keptEdits: [],
    });
  });

  test('a file that git checks out with CRLF', async () => {
    repository.stage('.gitattributes', 'f text eol=crlf\n');
    expect(await publishPartlyStaged('a\r\nb\r\n', 'a\r\nb\r\nmine\r\n', 'A\r\nb\r\n')).toEqual({
      index: 'A\nb\n',
      file: 'A\r\nb\r\nmine\r\n',
      keptEdits: [],
    });
  });

  test('a working file with CRLF that autocrlf=input takes for unchanged', async () => {
    repository.git('config', 'core.autocrlf', 'input');
    expect(await publishPartlyStaged('a\r\nb\r\n', 'a\r\nb\r\n', 'A\nb\n')).toEqual({
      index: 'A\nb\n',
      file: 'A\r\nb\r\n',
      keptEdits: [],
    });
    expect(repository.git('status', '--porcelain', 'f')).toBe('A  f\n');
  });
});

describe('kinds of working files', () => {
  test('mode, owner and extended attributes stay', async () => {
    repository.stage('f', 'a\n');
    chmodSync(repository.path('f'), 0o640);
    const python = 'import os, sys; os.setxattr(sys.argv[1], "user.note", b"kept")';
    execFileSync('python3', ['-c', python, repository.path('f')]);
    await publishFixes(repository.fix('f', 'A\n'));
    expect(statSync(repository.path('f')).mode & 0o7777).toBe(0o640);
    const show = 'import os, sys; print(os.getxattr(sys.argv[1], "user.note").decode())';
    expect(execFileSync('python3', ['-c', show, repository.path('f')], { encoding: 'utf8' })).toBe(
      'kept\n',
    );
    expect(repository.read('f')).toBe('A\n');
  });

  test.each([0o444, 0o600, 0o755, 0o400])('mode %o', async (mode) => {
    repository.stage('f', 'a\n');
    repository.write('f', 'a\nmine\n');
    chmodSync(repository.path('f'), mode);
    const fix = { ...repository.fix('f', 'A\n') };
    await publishFixes(fix);
    expect(statSync(repository.path('f')).mode & 0o7777).toBe(mode);
    expect(repository.read('f')).toBe('A\nmine\n');
  });

  test('the modification time is new, so that tools see the change', async () => {
    repository.stage('f', 'a\n');
    utimesSync(repository.path('f'), 1000, 1000);
    await publishFixes(repository.fix('f', 'A\n'));
    expect(statSync(repository.path('f')).mtimeMs).toBeGreaterThan(1_600_000_000_000);
  });

  test('a file with two names keeps both', async () => {
    repository.stage('f', 'a\n');
    repository.write('f', 'a\nmine\n');
    linkSync(repository.path('f'), repository.path('g'));
    const { ino } = statSync(repository.path('f'));
    await publishFixes(repository.fix('f', 'A\n'));
    expect([repository.read('f'), repository.read('g')]).toEqual(['A\nmine\n', 'A\nmine\n']);
    expect(statSync(repository.path('g')).ino).toBe(ino);
  });

  test('a file that is gone stays so', async () => {
    repository.stage('f', 'a\n');
    const fix = repository.fix('f', 'A\n');
    unlinkSync(repository.path('f'));
    expect(await publishFixes(fix)).toMatchObject({ fixed: ['f'], keptEdits: ['f'] });
    expect(existsSync(repository.path('f'))).toBe(false);
    expect(repository.staged('f')).toBe('A\n');
  });

  test('a link in place of the file, and what it leads to', async () => {
    repository.stage('f', 'a\n');
    repository.write('target', 'a\n');
    const fix = repository.fix('f', 'A\n');
    unlinkSync(repository.path('f'));
    symlinkSync('target', repository.path('f'));
    await publishFixes(fix);
    expect(lstatSync(repository.path('f')).isSymbolicLink()).toBe(true);
    expect(repository.read('target')).toBe('a\n');
  });

  test('a link in place of a directory above the file', async () => {
    repository.stage('d/f', 'a\n');
    const fix = repository.fix('d/f', 'A\n');
    rmSync(repository.path('d'), { recursive: true });
    mkdirSync(repository.path('elsewhere'));
    repository.write('elsewhere/f', 'a\n');
    symlinkSync('elsewhere', repository.path('d'));
    await publishFixes(fix);
    expect(repository.read('elsewhere/f')).toBe('a\n');
    expect(repository.staged('d/f')).toBe('A\n');
  });

  test('a directory or a pipe in place of the file', async () => {
    repository.stage('f', 'a\n');
    repository.stage('p', 'a\n');
    const fixes = [repository.fix('f', 'A\n'), repository.fix('p', 'A\n')];
    unlinkSync(repository.path('f'));
    repository.write('f/inside', 'mine\n');
    unlinkSync(repository.path('p'));
    execFileSync('mkfifo', [repository.path('p')]);
    await publishFixes(...fixes);
    expect(repository.read('f/inside')).toBe('mine\n');
    expect(lstatSync(repository.path('p')).isFIFO()).toBe(true);
  });

  test('a working tree on another file system than its git directory', async () => {
    const top = execFileSync('mktemp', ['-d', '-p', '/dev/shm'], { encoding: 'utf8' }).trim();
    const gitDirectory = join(repository.top, 'separate');
    const other = openRepository(top);
    other.git('init', '-q', `--separate-git-dir=${gitDirectory}`, '.');
    other.stage('d/f', 'a\n');
    other.write('d/f', 'a\nmine\n');
    await publish(await other.find(), [other.fix('d/f', 'A\n')]);
    expect([other.staged('d/f'), other.read('d/f')]).toEqual(['A\n', 'A\nmine\n']);
    expect(readdirSync(join(top, 'd'))).toEqual(['f']);
    rmSync(top, { recursive: true });
  });
});
