import { expect, test } from 'vitest';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { scenario, type Scenario } from '../support/scenario.ts';

const partlyStaged = (): Scenario =>
  scenario({
    head: {
      'a.txt': 'A\n',
      'lefthook.yml': 'pre-commit: { jobs: [{ run: switchyard run, stage_fixed: true }] }\n',
    },
    index: { 'a.txt': 'b\n' },
    worktree: { 'a.txt': 'c\n' },
    services: { '.': { 'a.txt': 'upper' } },
  });

test('a job of lefthook without the rc file: no fix is staged, and lefthook brings the edit back', async () => {
  const repo = partlyStaged();
  provideLefthook(repo);
  installLefthook(repo);
  const before = repo.state();
  const PATH = `${repo.directory}/node_modules/.bin:${repo.environment.PATH ?? ''}`;
  const { exitCode, stdout, stderr } = await repo.commit(['-m', 'change'], { env: { PATH } });
  expect(exitCode).not.toBe(0);
  expect(stdout + stderr).toContain('lefthook hides unstaged changes: no fixes are staged');
  expect(repo.state()).toEqual(before);
  expect(repo.git('stash', 'list')).toBe('');
});

test('a hook of pre-commit: no fix is staged; what needs none passes', async () => {
  const repo = partlyStaged();
  const env = { PRE_COMMIT: '1' };
  const before = repo.state();
  const refused = await repo.switchyard(['run'], { env });
  expect(refused).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('pre-commit or prek hides unstaged changes') as string,
  });
  expect(repo.state()).toEqual(before);
  repo.write({ 'a.txt': 'B\n' });
  repo.git('add', 'a.txt');
  expect(await repo.switchyard(['run'], { env })).toMatchObject({ exitCode: 0 });
});
