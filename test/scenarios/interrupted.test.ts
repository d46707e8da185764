import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s while a linter runs: nothing is changed', async (signal, code) => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': ['upper', 'slow 60000'] } },
  });
  const before = repo.fingerprint();
  const { child, ended } = repo.startSwitchyard(['run']);
  while (repo.recorded().length === 0) await setTimeout(20);
  child.kill(signal);
  expect(await ended).toMatchObject({
    exitCode: code,
    stdout: '',
    stderr: 'Interrupted. Nothing was changed.\n',
  });
  expect(repo.fingerprint()).toEqual(before);
});
