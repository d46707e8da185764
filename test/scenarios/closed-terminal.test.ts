import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isRunning } from '../support/processes.ts';
import { scenario } from '../support/scenario.ts';

const hasScript = process.platform === 'linux' && existsSync('/usr/bin/script');

test.runIf(hasScript)(
  'the terminal is closed while a linter runs: all ends, nothing is changed',
  async () => {
    const repo = scenario({
      head: {},
      index: { 'apps/web/a.txt': 'a\n' },
      worktree: { 'apps/web/a.txt': 'a\nmine\n' },
      services: { 'apps/web': { '*.txt': ['upper', 'wait'] } },
      linters: { wait: '#!/bin/sh\nsleep 60 & echo $PPID $$ $! >"$PIDS"; wait\n' },
    });
    const before = repo.fingerprint();
    const pids = join(dirname(repo.directory), 'pids');
    const terminal = spawn('/usr/bin/script', ['-qc', 'git commit -m change', '/dev/null'], {
      cwd: repo.directory,
      env: { ...repo.environment, PIDS: pids },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const read = (): string => (existsSync(pids) ? readFileSync(pids, 'utf8') : '');
    while (!read().endsWith('\n')) await setTimeout(20);
    const started = read().trim().split(' ').map(Number);
    expect(started.filter(isRunning)).toEqual(started);
    terminal.kill('SIGKILL');
    while (started.some(isRunning)) await setTimeout(20);
    expect(repo.fingerprint()).toEqual(before);
    expect(await repo.switchyard(['explain'])).toMatchObject({ exitCode: 0 });
  },
);
