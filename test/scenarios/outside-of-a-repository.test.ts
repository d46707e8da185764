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
