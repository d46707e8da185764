// What one run of a program costs: time, the memory of its largest process, the programs that it starts.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { capture, isOnPath } from '../support/run.mjs';

export function time(argv, options) {
  const start = performance.now();
  const ended = capture(argv, options);
  return { ...ended, seconds: (performance.now() - start) / 1000 };
}

/** Bytes, as the kernel counted them for the largest of the program and all that it waited for. */
export function memory(argv, options, python) {
  const { stdout } = capture([python, '-c', WAIT, ...argv], options);
  return Number(stdout.trim().split('\n').at(-1)) * 1024;
}

const WAIT = `
import os, sys
null = os.open(os.devnull, os.O_RDWR)
to_null = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=to_null)
print(os.wait4(child, 0)[2].ru_maxrss)
`;

/** Successful calls of execve, the program's own among them; null where there is no strace. */
export function programsStarted(argv, options, file) {
  if (!isOnPath('strace')) return null;
  capture(
    ['strace', '-f', '-qq', '--signal=none', '--trace=execve', '-o', file, '--', ...argv],
    options,
  );
  return (
    readFileSync(file, 'utf8')
      .split('\n')
      // 4711  execve("/usr/bin/git", ["git", "diff"], 0x7ffd /* 30 vars */) = 0
      .filter((line) => /(?:execve\(|execve resumed).* = 0$/.test(line)).length
  );
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
