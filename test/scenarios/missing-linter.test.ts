import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a linter that is not there is named, with where it was looked for and how to get it', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'stylelint --fix' } },
  });
  const before = repo.fingerprint();
  const { exitCode, stdout } = await repo.switchyard(['run']);
  expect(exitCode).toBe(3);
  expect(stdout).toContain('✗ apps/web: stylelint --fix\n  stylelint was not found. Looked in:\n');
  expect(stdout).toContain('\n    apps/web/node_modules/.bin\n');
  expect(stdout).toContain('npm install');
  expect(stdout).toMatch(/\nNothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});
