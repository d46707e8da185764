import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const RUN = `${process.pid}-7`;
const said = (service: string) =>
  expect.stringMatching(`^✓ ${service}  1 file, [0-9.]+ s\n$`) as string;

/** Jobs of one hook, which begin only when all have asked for a leader. */
function hook(b: string, more: Readonly<Record<string, string>> = {}, named = 'b') {
  const repo = scenario({
    head: { '.gitignore': '' },
    index: { 'a/a.txt': 'a\n', 'b/b.txt': 'b\n' },
    services: { a: { '*.txt': 'who' }, b: { '*.txt': b } },
    linters: {
      who: '#!/bin/sh\necho $PPID >> "$SEEN"\n',
      fail: '#!/bin/sh\necho broken\nexit 1\n',
      slow: '#!/bin/sh\necho $PPID >> "$SEEN"\nwhile [ -e "$SEEN.wait" ]; do sleep 0.05; done\n',
    },
  });
  const run = join(repo.directory, '../private/runs', RUN);
  const seen = join(repo.directory, '../seen');
  const leader = join(run, 'leader');
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const stat = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
  writeFileSync(leader, `${process.pid} ${stat[19] ?? ''}\n`);
  const env = { SEEN: seen, SWITCHYARD_RUN: RUN, SWITCHYARD_TOP: repo.directory };
  const jobs = [
    repo.startSwitchyard(['lint', 'a'], { env }),
    repo.startSwitchyard(['lint', named], { env: { ...env, ...more } }),
  ];
  const begin = async () => {
    const asked = () => readdirSync(run).filter((name) => name.endsWith('.asked'));
    while (asked().length < 2) await setTimeout(20);
    rmSync(leader);
    return Promise.all(jobs.map(({ ended }) => ended));
  };
  const linters = () => new Set(readFileSync(seen, 'utf8').trim().split('\n'));
  return { repo, begin, leader, seen, linters };
}

test('jobs that start together: one lints for all, and each says its own', async () => {
  const { begin, linters } = hook('who');
  const [a, b] = await begin();
  expect([a, b]).toMatchObject([
    { exitCode: 0, stdout: said('a') },
    { exitCode: 0, stdout: said('b') },
  ]);
  expect(linters().size).toBe(1);
});

test('one of them fails: only its own job does', async () => {
  const { begin } = hook('fail');
  const [a, b] = await begin();
  expect(a).toMatchObject({ exitCode: 0, stdout: said('a') });
  expect(b).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('broken') as string });
});

test('one of them names a service that there is not: only its own job says so', async () => {
  const { begin } = hook('who', {}, 'bb');
  const [a, b] = await begin();
  expect(a).toMatchObject({ exitCode: 0, stdout: said('a') });
  expect(b).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('bb') as string });
});

test('a job with an environment of its own lints for itself', async () => {
  const { begin, linters } = hook('who', { MORE: '1' });
  const [a, b] = await begin();
  expect([a, b]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
  expect(linters().size).toBe(2);
});

test('the one that lints for all is killed: the other lints for itself', async () => {
  const { begin, leader, seen } = hook('slow');
  writeFileSync(`${seen}.wait`, '');
  const ended = begin();
  while (!existsSync(seen) || readFileSync(seen, 'utf8').trim().split('\n').length < 2) {
    await setTimeout(20);
  }
  process.kill(Number.parseInt(readFileSync(leader, 'utf8'), 10), 'SIGKILL');
  rmSync(`${seen}.wait`);
  const endings = (await ended).map(({ exitCode, signal }) => signal ?? exitCode);
  expect(endings.sort()).toEqual([0, 'SIGKILL']);
});

test('there is no private directory yet: one of them leads all the same', async () => {
  const repo = scenario({
    index: { 'a/a.txt': 'a\n' },
    services: { a: { '*.txt': 'look' } },
    linters: { look: '#!/bin/sh\nls "$LOOK_INTO"\nexit 1\n' },
  });
  const place = join(repo.directory, '../private');
  rmSync(place, { recursive: true });
  const { stdout } = await repo.switchyard(['lint', 'a'], {
    env: {
      SWITCHYARD_RUN: RUN,
      SWITCHYARD_TOP: repo.directory,
      LOOK_INTO: join(place, 'runs', RUN),
    },
  });
  expect(stdout).toMatch(/^ *leader$/m);
});
