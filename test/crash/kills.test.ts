// `git commit` is killed at the checkpoints of switchyard: then another command, then the commit again.
import { expect, test } from 'vitest';
import { forEach } from '../support/for-each.ts';
import { goOn, rehearse } from './afterwards.ts';
import { AS_A_GROUP, KILLED_AT } from './crash-binary.ts';
import { commitScenes, WAYS, type Way } from './commit-scene.ts';

/** All points with `EVERY_KILL`; else all of the plain commit, and some of the others. */
const strideOf = ({ name }: Way): number =>
  name === 'plain' || process.env.EVERY_KILL !== undefined ? 1 : 6;

/** What a user may do next; the commit follows in any case. */
const NEXT = [['explain'], ['check'], ['run'], undefined] as const;

test.each(WAYS)('git commit, $name', async (way) => {
  const scenes = commitScenes(way);
  const { before, after, checkpoints } = await rehearse(scenes, way);
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
