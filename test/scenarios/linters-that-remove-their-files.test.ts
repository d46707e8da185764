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
