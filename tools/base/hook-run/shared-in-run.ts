// Computes a value once for all jobs of a hook run, which are separate processes: the first one computes it and writes
// it to a file in the run's directory among the repository's records; the others wait for that, or read it later.
import { setTimeout as sleep } from 'node:timers/promises';
import { replaceScratch } from '../files.ts';
import { tryLock, unlock } from '../lock.ts';
import { joinPath, type AbsolutePath } from '../paths.ts';
import { readText } from '../read-text.ts';
import { openRunDirectory, runDirectory } from './run-directory.ts';

export interface SharedValue {
  /** The repository's records. */
  readonly records: AbsolutePath;
  /** The id of the run. */
  readonly run: string;
  /** The name of the value, used as a file name. */
  readonly name: string;
  /** Identifies what the value is computed from: a value that was computed from another state is ignored. */
  readonly state: string;
}

/** The value that another job of the run wrote, or else that of `find`, which is then written. It must survive JSON. */
export async function sharedInRun<Value>(
  shared: SharedValue,
  find: () => Promise<Value>,
): Promise<Value> {
  const directory = runDirectory(shared.records, shared.run);
  const file = joinPath(directory, `${shared.name}.json`);
  const lock = joinPath(directory, `${shared.name}.lock`);
  for (;;) {
    const left = read(file, shared.state);
    if (left !== undefined) return left.value as Value;
    openRunDirectory(directory);
    if (tryLock(lock)) break;
    await sleep(POLL);
  }
  try {
    const left = read(file, shared.state);
    if (left !== undefined) return left.value as Value; // written before the lock was released
    const value = await find();
    replaceScratch(file, JSON.stringify({ state: shared.state, value }));
    return value;
  } finally {
    unlock(lock);
  }
}

const POLL = 4; // milliseconds

function read(file: AbsolutePath, state: string): { readonly value: unknown } | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const left = JSON.parse(text) as { state: string; value: unknown };
  return left.state === state ? left : undefined;
}
