// What must be true after a commit that something befell, and what an undisturbed one comes to.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CRASH_DIRECTORY, LISTED_IN } from './crash-binary.ts';
import { WAYS, type CommitScene, type State, type Way } from './commit-scene.ts';

export interface Rehearsal {
  readonly before: State;
  readonly after: State;
  readonly checkpoints: readonly string[];
}

/** Commits undisturbed. */
export async function rehearse(scenes: () => CommitScene, way: Way): Promise<Rehearsal> {
  const before = scenes().state();
  await scenes().commit(); // compiles the program, which later runs need not
  const whole = scenes();
  const all = await checkpointsOf(whole, WAYS.indexOf(way));
  // With an index of git's own the publish can be done, and the commit not.
  const checkpoints =
    way.ownIndex === true ? all.slice(0, all.indexOf('before removing record')) : all;
  const after = whole.state();
  expect(after.files).toEqual({
    'web/whole.txt': 'A\n1\n2\n3\n4\nB\n',
    'web/partly.txt': 'A\n1\n2\n90\n3\n4\nB\n',
    'core/over.txt': 'A\n1\n2\n3\n4\n91\n',
    'core/twice.txt': '92\nA\n1\n2\n3\n4\nB\n93\n',
    'other.txt': '94\n',
  });
  return { before, after, checkpoints };
}

/**
 * Runs the next command, then the commit again. Returns whether the commit that was ended had swapped the
 * index already.
 */
export async function goOn(
  scene: CommitScene,
  next: readonly string[] | undefined,
  { before, after, name }: Omit<Rehearsal, 'checkpoints'> & { readonly name: string },
): Promise<boolean> {
  const swapped = scene.state().index !== before.index;
  const isComplete = (): boolean =>
    JSON.stringify(scene.state().files) === JSON.stringify((swapped ? after : before).files);
  const told = isComplete() ? '' : 'it was completed first';
  if (next !== undefined) {
    expect((await scene.switchyard(next)).output, name).toContain(told);
    if (next[0] !== 'run') {
      expect(scene.state(), name).toEqual({ ...(swapped ? after : before), head: before.head });
    }
  }
  const again = await scene.commit();
  if (next === undefined) expect(again.output, name).toContain(told);
  expect(again.passed, `${name}\n${again.output}`).toBe(true);
  expect(scene.state(), name).toEqual(after);
  return swapped;
}

async function checkpointsOf(scene: CommitScene, number: number): Promise<string[]> {
  const list = join(CRASH_DIRECTORY, `checkpoints-${number}`);
  rmSync(list, { force: true });
  const { passed, output } = await scene.commit({ [LISTED_IN]: list });
  expect(passed, output).toBe(true);
  return readFileSync(list, 'utf8').split('\n').slice(0, -1);
}
