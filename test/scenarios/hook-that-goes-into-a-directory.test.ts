import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BINARY } from '../support/binary.ts';
import { read, write } from '../support/content.ts';
import { start } from '../support/sandbox.ts';
import { scenario } from '../support/scenario.ts';

const HOOK = `#!/bin/sh\ncd apps/web && exec '${process.execPath}' '${BINARY}' run\n`;

test.each<[string, string, readonly string[]]>([
  ['the repository', '.', ['commit', '-m', 'change']],
  ['a linked working tree', '../linked', ['commit', '-m', 'change']],
  ['a linked working tree, of all', '../linked', ['commit', '-a', '-m', 'change']],
  ['a linked working tree, of a path', '../linked', ['commit', '-m', 'change', '--', 'apps']],
  ['a named git directory', '.', ['--git-dir=.git', 'commit', '-m', 'change']],
  ['a named working tree', '.', ['--git-dir=.git', '--work-tree=.', 'commit', '-m', 'change']],
])('a commit in %s: the fix is in it and in the working tree', async (_, from, args) => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'before\n' },
    services: { 'apps/web': { '*.txt': 'sed -i.bak s/a/A/' } },
  });
  repo.git('worktree', 'add', '-q', '../linked');
  writeFileSync(join(repo.directory, '.git/hooks/pre-commit'), HOOK);
  const directory = join(repo.directory, from);
  write(directory, { 'apps/web/a.txt': 'after\n' });
  repo.git('-C', from, 'add', 'apps');
  const commit = start('git', args, { cwd: directory, env: repo.environment });
  const { exitCode, stderr } = await commit.ended;
  expect(exitCode, stderr).toBe(0);
  expect(repo.git('-C', from, 'show', 'HEAD:apps/web/a.txt')).toBe('After\n');
  expect(read(directory, 'apps/web/a.txt')).toBe('After\n');
  expect(repo.git('-C', from, 'status', '--porcelain')).toBe('');
});
