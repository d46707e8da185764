import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { descendants, isRunning } from '../support/processes.ts';
import { scenario } from '../support/scenario.ts';

test.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  '%s to a commit and its hook, which lefthook’s jobs do not get: linters end, nothing is changed',
  async (signal) => {
    const lint = 'parallel: true, jobs: [{ run: switchyard lint a }, { run: switchyard lint b }]';
    const all = `[{ group: { ${lint} } }, { run: switchyard publish }]`;
    const repo = scenario({
      head: {
        '.lefthookrc': readFileSync(join(TOP, '.lefthookrc'), 'utf8'),
        'lefthook.yml': `rc: ./.lefthookrc\npre-commit: { piped: true, jobs: ${all} }\n`,
      },
      index: { 'a/a.txt': 'a\n', 'b/b.txt': 'b\n' },
      worktree: { 'a/a.txt': 'a\nmine\n' },
      services: { a: { '*.txt': ['upper', 'wait'] }, b: { '*.txt': ['upper', 'wait'] } },
      linters: { wait: '#!/bin/sh\nsleep 60 & echo $PPID $$ $! >>"$PIDS"; wait\n' },
    });
    provideLefthook(repo);
    installLefthook(repo);
    const before = repo.state();
    const pids = join(dirname(repo.directory), 'pids');
    const commit = spawn('git', ['commit', '-m', 'change'], {
      cwd: repo.directory,
      env: { ...repo.environment, PIDS: pids },
      stdio: 'ignore',
      detached: true, // a process group of its own
    });
    const started = (): number[][] =>
      existsSync(pids)
        ? readFileSync(pids, 'utf8')
            .split('\n')
            .slice(0, -1)
            .map((line) => line.split(' ').map(Number))
        : [];
    while (started().length < 2) await setTimeout(20);
    const jobs = descendants(commit.pid ?? 0);
    expect(jobs.filter(isRunning)).toEqual(jobs);
    process.kill(-(commit.pid ?? 0), signal);
    while ([...jobs, ...started().flat()].some(isRunning)) await setTimeout(20);
    expect(repo.state()).toEqual(before);
  },
  20_000, // else the linters are still there
);
