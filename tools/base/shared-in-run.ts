// What one job of a hook run found out serves the run's other jobs, which are separate processes: one
// finds it, those that need it at the same time wait.
import { setTimeout as sleep } from 'node:timers/promises';
import { replaceScratch } from './files.ts';
import { tryLock, unlock } from './lock.ts';
import { below, type AbsolutePath } from './paths.ts';
import { readText } from './read-text.ts';
import { openRun, runDirectory } from './run-directory.ts';

/** What is shared in which run, and `of` what: what was left of something else does not count. */
export interface Shared {
  readonly records: AbsolutePath;
  readonly run: string;
  readonly name: string;
  readonly of: string;
}

/** What a job of the run left as `shared`, or else what `find` finds. It must survive JSON. */
export async function sharedInRun<Value>(
  shared: Shared,
  find: () => Promise<Value>,
): Promise<Value> {
  const directory = runDirectory(shared.records, shared.run);
  const file = below(directory, `${shared.name}.json`);
  const lock = below(directory, `${shared.name}.lock`);
  for (;;) {
    const left = read(file, shared.of);
    if (left !== undefined) return left.value as Value;
    openRun(directory);
    if (tryLock(lock)) break;
    await sleep(POLL);
  }
  try {
    const left = read(file, shared.of);
    if (left !== undefined) return left.value as Value; // just before the lock was free
    const value = await find();
    replaceScratch(file, JSON.stringify({ of: shared.of, value }));
    return value;
  } finally {
    unlock(lock);
  }
}

const POLL = 4; // milliseconds

function read(file: AbsolutePath, of: string): { readonly value: unknown } | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const left = JSON.parse(text) as { of: string; value: unknown };
  return left.of === of ? left : undefined;
}
