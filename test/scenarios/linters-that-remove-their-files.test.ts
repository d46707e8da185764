import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each([
  ['deleted', 'rm "$1"'],
  ['left a directory in place of', 'rm "$1" && mkdir "$1"'],
  ['left a symbolic link in place of', 'ln -sf /etc/hostname "$1"'],
])('a linter that %s its file fails, and nothing is changed', async (did, script) => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'old\n' },
    index: { 'apps/web/a.txt': 'new\n', 'apps/web/b.txt': 'b\n' },
    services: { 'apps/web': { '*.txt': 'upper', 'a.*': 'remove' } },
    linters: { remove: `#!/bin/sh\n${script}\n` },
  });
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`✗ apps/web: a linter ${did} apps/web/a.txt.\n`);
  expect(stderr).toMatch(/Nothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});

test.each([
  ['a pipe, for which the next would wait', 'rm "$1" && mkfifo "$1"'],
  ["a link to the user's file, which the next would write", 'ln -sf "$USERS_TOP/$SERVICE/$1" "$1"'],
  ["links to the user's files", 'cd .. && mv web old && ln -s "$USERS_TOP/$SERVICE" web'],
])('a linter leaves %s: the next is not run', async (_, script) => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'new\n' },
    worktree: { 'apps/web/a.txt': 'new\nmine\n' },
    services: { 'apps/web': { '*.txt': ['replace', 'upper'] } },
    linters: { replace: `#!/bin/sh\n${script}\n` },
  });
  const before = repo.fingerprint();
  const env = { USERS_TOP: repo.directory, SERVICE: 'apps/web' };
  const { exitCode, stderr } = await repo.commit(['-m', 'change'], { env });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /✗ apps\/web: upper\n\n? *Not run: 1 of its files is not there any more\./,
  );
  expect(stderr).toMatch(
    /: a linter left a (symbolic link|special file) in place of apps\/web\/a\.txt/,
  );
  expect(stderr).toMatch(/Nothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});
