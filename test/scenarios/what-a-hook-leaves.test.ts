import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** The first of `services` has staged files, and a hook with a job for each. */
function hook(services: Readonly<Record<string, unknown>>, staged = 'a/a.txt') {
  const repo = scenario({ head: { 'b/b.txt': 'B\n' }, index: { [staged]: 'a\n' }, services });
  const runs = join(repo.directory, '.git/switchyard/runs');
  return {
    repo,
    job: (run: string, ...args: string[]) => {
      const env = { SWITCHYARD_RUN: run, SWITCHYARD_TOP: repo.directory };
      return repo.switchyard(args, { env });
    },
    left: () => (existsSync(runs) ? readdirSync(runs) : []),
  };
}

/** Of a hook that runs as long as this test. */
const RUN = `${process.pid}-1`;
/** No process has such a number. */
const ENDED = ['4194305-1', '4194305-2'];

test('a linter fails, and publish does not start: nothing is left', async () => {
  const { job, left } = hook({ a: { '*.txt': 'fail' } });
  expect(await job(RUN, 'lint', 'a')).toMatchObject({ exitCode: 1 });
  expect(left()).toEqual([]);
});

test('no task matches: that is said, and nothing is left', async () => {
  const { job, left } = hook({ a: { '*.md': 'fail' } });
  expect(await job(RUN, 'lint', 'a')).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await job(RUN, 'publish')).toMatchObject({
    exitCode: 0,
    stdout: 'Nothing to do: no task of a matches a staged file (1 file).\n',
  });
  expect(left()).toEqual([]);
});

test('publish is refused: nothing is left', async () => {
  const { repo, job, left } = hook({ a: { '*.txt': 'upper' } });
  expect(await job(RUN, 'lint', 'a')).toMatchObject({ exitCode: 0 });
  expect(left()).toEqual([RUN]);
  repo.write({ '.git/index.lock': '' });
  expect(await job(RUN, 'publish')).toMatchObject({ exitCode: 3 });
  expect(left()).toEqual([]);
});

test('hooks that end in nothing but a failure: the next one of any outcome clears up', async () => {
  const { job, left } = hook({ a: { '*.txt': 'upper' }, c: { '*.txt': 'upper' } });
  for (const run of [...ENDED, RUN]) {
    expect(await job(run, 'lint', 'a')).toMatchObject({ exitCode: 2 });
  }
  expect(left()).toEqual([RUN]);
});
