// Looks at processes that a test did not start itself.
import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process is there and is no zombie. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
  } catch {
    return false;
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** The processes that `id` started, and those that they did; in no order. */
export function descendants(id: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const below = (parent: number): number[] =>
    parents.flatMap(([child, of]) => (of === parent ? [child, ...below(child)] : []));
  return below(id);
}

function parentOf(id: string): number | undefined {
  try {
    // `1234 (name) S 1 …`
    return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${id}/stat`, 'latin1'))?.[1]);
  } catch {
    return undefined; // ended meanwhile
  }
}
