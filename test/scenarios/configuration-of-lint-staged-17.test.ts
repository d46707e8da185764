// What version 17 of lint-staged added to its configuration: lists in lists, and `log`.
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const CONFIGURATION = `
export default {
  '*.txt': ['echo-args 1', ['echo-args 2', () => 'echo-args 3'], () => [['echo-args 4'], 'echo-args 5']],
  '*.md': { title: 'to be read', task: (files, { log }) => log('%d of %j', files.length, ['b']) },
};
`;

test('commands of a list in a list run in the order written; what a task logs is shown with --verbose', async () => {
  const repo = scenario({
    head: {},
    index: {
      'apps/web/lint-staged.config.mjs': CONFIGURATION,
      'apps/web/a.txt': 'a\n',
      'apps/web/b.md': 'b\n',
    },
  });
  const { exitCode, stdout } = await repo.switchyard(['run', '--verbose']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('apps/web: to be read\n\n1 of ["b"]\n');
  expect(repo.recorded().map(({ argv }) => argv)).toEqual([
    ['1', 'a.txt'],
    ['2', 'a.txt'],
    ['3'],
    ['4'],
    ['5'],
  ]);
});
