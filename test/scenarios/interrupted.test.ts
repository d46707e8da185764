import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scenario, type Scenario } from '../support/scenario.ts';
import { isRunning } from '../support/processes.ts';

/** Its linter fixes, starts something, and takes its time; `OBEYS` says whether SIGTERM ends it. */
const interruptible = (): Scenario =>
  scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': ['upper', 'wait'] } },
    linters: {
      wait: `#!/bin/sh\n[ -n "$OBEYS" ] || trap '' TERM INT HUP\nsleep 60 & echo $$ $! >"$PIDS"; wait; sleep 60\n`,
    },
  });

const pidsOf = (repo: Scenario): string => join(dirname(repo.directory), 'pids');

async function linters(repo: Scenario): Promise<number[]> {
  const read = (): string => (existsSync(pidsOf(repo)) ? readFileSync(pidsOf(repo), 'utf8') : '');
  while (!read().endsWith('\n')) await setTimeout(20);
  return read().trim().split(' ').map(Number);
}

const indexFile = (repo: Scenario): Buffer => readFileSync(join(repo.directory, '.git/index'));

test.each([
  ['SIGINT', 130, 'yes'],
  ['SIGTERM', 143, 'yes'],
  ['SIGHUP', 129, 'yes'],
  ['SIGTERM', 143, ''],
] as const)(
  '%s while a linter runs: it and its children end, nothing is changed',
  async (signal, code, obeys) => {
    const repo = interruptible();
    const before = { ...repo.fingerprint(), bytes: indexFile(repo) };
    const env = { PIDS: pidsOf(repo), OBEYS: obeys };
    const { child, ended } = repo.startSwitchyard(['run'], { env });
    const started = await linters(repo);
    child.kill(signal);
    expect(await ended).toMatchObject({
      exitCode: code,
      stdout: '',
      stderr: 'Interrupted. Nothing was changed.\n',
    });
    expect(started.filter(isRunning)).toEqual([]);
    expect({ ...repo.fingerprint(), bytes: indexFile(repo) }).toEqual(before);
  },
);

test('a second SIGINT does not wait for a linter that does not obey, and it is ended all the same', async () => {
  const repo = interruptible();
  const before = repo.fingerprint();
  const { child, ended } = repo.startSwitchyard(['run'], { env: { PIDS: pidsOf(repo) } });
  const started = await linters(repo);
  child.kill('SIGINT');
  await setTimeout(300);
  child.kill('SIGINT');
  expect((await ended).exitCode).toBe(130);
  while (started.some(isRunning)) await setTimeout(20);
  expect(repo.fingerprint()).toEqual(before);
});
