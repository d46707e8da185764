import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('what a linter would change is shown as a diff, fails, and nothing is changed', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'ONE\n' },
    index: { 'apps/web/a.txt': 'ONE\ntwo\n' },
    worktree: { 'apps/web/a.txt': 'ONE\ntwo\nunstaged\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const before = repo.fingerprint();
  const { exitCode, stdout, stderr } = await repo.switchyard(['check']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('✗ apps/web: the linters would change 1 file\n');
  expect(stdout).toContain('\n ONE\n-two\n+TWO\n');
  expect(stdout).toMatch(/\nChecked what is staged\.\n[^]*\nNothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});

test('a commit that went through the hook passes', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'A\n' },
    index: { 'apps/web/a.txt': 'one  \n', 'apps/core/b.txt': 'b\na\n' },
    services: {
      'apps/web': { '*.txt': ['upper', 'strip-trailing'] },
      'apps/core': { '*.txt': 'sort-lines' },
    },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(await repo.switchyard(['check', '--from', 'HEAD~1'])).toMatchObject({ exitCode: 0 });
});

test('a linter that is not there fails in CI, also where a developer is only warned', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { tasks: { '*.txt': 'absent' }, missing: 'warn' } },
  });
  const onMachine = await repo.switchyard(['check']);
  expect(onMachine).toMatchObject({ exitCode: 0 });
  expect(onMachine.stdout).toContain('apps/web was not linted: absent was not found');
  expect(await repo.switchyard(['check'], { env: { CI: 'true' } })).toMatchObject({ exitCode: 3 });
});
