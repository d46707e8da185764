// `git commit` is killed at the checkpoints of switchyard: then another command, then the commit again.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forEach } from '../support/for-each.ts';
import { AS_A_GROUP, CRASH_DIRECTORY, KILLED_AT, LISTED_IN } from './crash-binary.ts';
import { commitScenes, WAYS, type CommitScene, type State, type Way } from './commit-scene.ts';

/** All points with `EVERY_KILL`; else all of the plain commit, and some of the others. */
const strideOf = ({ name }: Way): number =>
  name === 'plain' || process.env.EVERY_KILL !== undefined ? 1 : 6;

/** What a user may do next; the commit follows in any case. */
const NEXT = [['explain'], ['check'], ['run'], undefined] as const;

test.each(WAYS)('git commit, $name', async (way) => {
  const scenes = commitScenes(way);
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
  const ends = new Set<boolean>();
  const kills = [...checkpoints.entries()].filter(([point]) => point % strideOf(way) === 0);
  await forEach(kills, async ([point, name]) => {
    const scene = scenes();
    const asGroup = point % 2 === 0;
    const killed = await scene.commit({
      [KILLED_AT]: String(point + 1),
      ...(asGroup && { [AS_A_GROUP]: '1' }),
    });
    expect(killed.passed, name).toBe(false);
    const next = NEXT[point % NEXT.length];
    if (asGroup || next === undefined) scene.removeLock(); // git itself would not begin
    ends.add(await goOn(scene, next, { before, after, name }));
    scene.remove();
  });
  if (way.ownIndex !== true) expect(ends).toEqual(new Set([true, false]));
});

/** Returns whether the killed commit had swapped the index already. */
async function goOn(
  scene: CommitScene,
  next: readonly string[] | undefined,
  { before, after, name }: { before: State; after: State; name: string },
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
