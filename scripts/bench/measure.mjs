// What one run of a program costs: time, the memory of its largest process, the programs that it starts.
import { readFileSync } from 'node:fs';
import { capture, isOnPath } from '../support/run.mjs';

/**
 * Runs a program. Seconds on the clock; seconds of processors and bytes of the largest process, both as the kernel
 * counts them for the program and all that it waited for.
 */
export function measure(argv, options, python) {
  const ended = capture([python, '-c', MEASURE, ...argv], options);
  const [line] = ended.stderr.split('\n').slice(-2);
  const [seconds, processor, kilobytes] = line.split(' ').map(Number);
  return { ...ended, seconds, processor, memory: kilobytes * 1024 };
}

const MEASURE = `
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
seconds = time.perf_counter() - start
print(file=sys.stderr)
print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
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
