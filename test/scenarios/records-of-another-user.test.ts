import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody, NOBODY } from '../support/as-nobody.ts';
import { scenario } from '../support/scenario.ts';

// What one commit as root leaves, or the other user of a shared repository.
test.for(['switchyard', 'switchyard/memory'])(
  "the fix is committed beside another user's .git/%s",
  (path, { skip }) => {
    const repo = scenario({
      head: {},
      index: { 'apps/web/a.txt': 'a\n' },
      worktree: { 'apps/web/a.txt': 'a\nmine\n' },
      services: { 'apps/web': { '*.txt': 'upper' } },
    });
    const commit = asNobody(repo) ?? skip('needs root');
    const theirs = join(repo.directory, '.git', path);
    mkdirSync(theirs, { recursive: true });
    if (path !== 'switchyard') chownSync(join(theirs, '..'), NOBODY, NOBODY);
    chmodSync(theirs, 0o700);
    expect(commit()).toMatchObject({ exitCode: 0 });
    expect(repo.git('-c', 'safe.directory=*', 'show', 'HEAD:apps/web/a.txt')).toBe('A\n');
    expect(readdirSync(theirs)).toEqual([]);
  },
);
