import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('git inside a linter answers for what is being committed', async () => {
  const repo = scenario({
    head: { '.gitignore': 'generated/\n.env\n', 'a.txt': 'a\n' },
    index: { 'a.txt': 'b\n' },
    worktree: {
      'a.txt': 'c\n',
      'untracked.txt': '',
      'generated/x.txt': 'x\n',
      '.env': 'SECRET=1\n',
    },
    services: { '.': { '*.txt': 'git-status' } },
  });
  repo.write({
    'node_modules/.bin/git-status': {
      executable:
        '#!/bin/sh\ngit status --porcelain\ngit log --format=%s\ngit show :a.txt\nexit 1\n',
    },
  });
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toMatch(/M {2}a\.txt\n(.+\n)+b\n/);
  expect(stdout).not.toMatch(/\?\?/);
});

test('what git does inside a linter does not reach the repository', async () => {
  const repo = scenario({
    head: { 'a.txt': 'a\n' },
    index: { 'a.txt': 'b\n' },
    worktree: { 'a.txt': 'c\n' },
    services: { '.': { '*.txt': 'git-havoc' } },
  });
  repo.write({
    'node_modules/.bin/git-havoc': {
      executable:
        '#!/bin/sh\necho x >> a.txt\ngit stash -q\ngit config user.name changed\ngit tag t\ngit checkout -q -b other\ngit gc -q --prune=now\nexit 1\n',
    },
  });
  const before = repo.fingerprint();
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 1 });
  expect(repo.fingerprint()).toEqual(before);
});

test('a setting that changed between two runs is known to git inside a linter', async () => {
  const repo = scenario({
    index: { 'a.txt': 'a\n' },
    services: { '.': { '*.txt': 'git-setting' } },
  });
  repo.write({
    'node_modules/.bin/git-setting': { executable: '#!/bin/sh\ngit config core.eol\nexit 1\n' },
  });
  await repo.switchyard(['run']);
  repo.git('config', 'core.eol', 'crlf');
  expect((await repo.switchyard(['run'])).stdout).toMatch(/^crlf$/m);
});

test('in a partial clone, git inside a linter fetches what it looks for', async () => {
  const repo = scenario({
    head: { 'old.txt': 'one\n' },
    services: { '.': { '*.txt': 'git --no-pager log -p --format=%s -- old.txt' } },
    settings: { 'uploadpack.allowFilter': 'true' },
  });
  repo.git('rm', '-q', 'old.txt');
  repo.git('commit', '-q', '--no-verify', '-m', 'gone');
  repo.git('clone', '-q', '--filter=blob:none', `file://${repo.directory}`, '../clone');
  repo.write({ '../clone/a.txt': 'a\n' });
  repo.git('-C', '../clone', 'add', 'a.txt');
  const { exitCode, stdout } = await repo.switchyard(['run', '--verbose'], { from: '../clone' });
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toContain('-one');
});
