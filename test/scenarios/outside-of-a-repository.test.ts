import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('the failure says so, and the exit code is that of the environment', async () => {
  const repo = scenario({});
  mkdirSync(join(repo.directory, '../elsewhere'));
  const { exitCode, stdout, stderr } = await repo.switchyard(['run'], { from: '../elsewhere' });
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(
    /^switchyard: This is not a git repository\.\n[^]*\nNothing was changed\.\n$/,
  );
});

test('in .git, which is not called a bare repository', async () => {
  const { exitCode, stderr } = await scenario({}).switchyard(['run'], { from: '.git' });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr:
      'switchyard: There is no working tree here: nothing is staged to lint.\n' +
      '  Run switchyard outside of .git; of a bare repository, in a clone or a linked worktree.\n' +
      'Nothing was changed.\n',
  });
});
