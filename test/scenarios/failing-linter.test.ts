import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('one service fails: nothing of any service is changed', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'A\n', 'apps/core/b.txt': 'B\n' },
    index: { 'apps/web/a.txt': 'a\n', 'apps/core/b.txt': 'b\n' },
    worktree: { 'apps/web/a.txt': 'a\nunstaged\n', 'notes.txt': 'untracked\n' },
    services: { 'apps/web': { '*.txt': 'upper' }, 'apps/core': { '*.txt': ['upper', 'fail'] } },
  });
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    [
      '✗ apps/core: fail (exit code 1)',
      '',
      'apps/core/b.txt:1:1: not good',
      '',
      'Correct what is reported above, stage it with git add, and try again.',
      'Nothing was changed.',
      '',
    ].join('\n'),
  );
  expect(repo.fingerprint()).toEqual(before);
});

test('everything that fails is shown, each once, with paths from where the user stands', async () => {
  const repo = scenario({
    index: { 'apps/web/src/a.txt': 'a\n', 'apps/core/b.txt': 'b\n' },
    services: {
      'apps/web': { '*.txt': 'fail-absolute' },
      'apps/core': { '*.txt': 'fail', 'b.*': 'fail' },
    },
  });
  const { exitCode, stdout } = await repo.switchyard(['run'], {
    from: 'apps/web/src',
    env: { FORCE_COLOR: '1' },
  });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('\n\x1b[4ma.txt\x1b[24m\n  1:1  \x1b[31merror\x1b[39m  not good');
  expect(stdout.match(/\n\.\.\/\.\.\/core\/b\.txt:1:1: not good\n/g)).toHaveLength(1);
});
