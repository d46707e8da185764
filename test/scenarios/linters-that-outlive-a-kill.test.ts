import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { descendants, isRunning } from '../support/processes.ts';
import { scenario } from '../support/scenario.ts';

test('their checkout is not used while they live, and again when the watcher has ended them', async () => {
  const repo = scenario({
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'stay' } },
    linters: {
      stay: '#!/bin/sh\npwd >>"$NOTES.at"\n[ -n "$QUICK" ] || { echo $$ >"$NOTES.id"; exec sleep 60; }\n',
    },
  });
  const notes = join(dirname(repo.directory), 'notes');
  const read = (name: string): string =>
    existsSync(`${notes}.${name}`) ? readFileSync(`${notes}.${name}`, 'utf8') : '';
  const run = (more = {}) =>
    repo.startSwitchyard(['run', '--no-cache'], { env: { NOTES: notes, ...more } });

  const { child, ended } = run();
  while (!read('id').endsWith('\n')) await setTimeout(20);
  const linter = Number(read('id'));
  const watchers = descendants(child.pid ?? 0).filter((id) => id !== linter);
  for (const watcher of watchers) process.kill(watcher, 'SIGSTOP');
  child.kill('SIGKILL');
  await ended;
  expect(isRunning(linter)).toBe(true);
  expect((await run({ QUICK: '1' }).ended).exitCode).toBe(0);

  for (const watcher of watchers) process.kill(watcher, 'SIGCONT');
  while ([linter, ...watchers].some(isRunning)) await setTimeout(20);
  expect((await run({ QUICK: '1' }).ended).exitCode).toBe(0);
  const [first, second, third] = read('at').split('\n');
  expect(second).not.toBe(first);
  expect(third).toBe(first);
});
