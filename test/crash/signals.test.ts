// `git commit` gets a signal that can be caught at the checkpoints of switchyard: the one process, or all.
import { expect, test } from 'vitest';
import { forEach } from '../support/for-each.ts';
import { rehearse } from './afterwards.ts';
import { AS_A_GROUP, KILLED_AT, KILLED_BY } from './crash-binary.ts';
import { commitScenes, WAYS, type Way } from './commit-scene.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const strideOf = ({ name }: Way): number =>
  process.env.EVERY_KILL !== undefined ? 1 : name === 'plain' ? 2 : 11;

test.each(WAYS)('git commit, $name', async (way) => {
  const scenes = commitScenes(way);
  const { before, after, checkpoints } = await rehearse(scenes, way);
  const started = checkpoints.indexOf('after git rev-parse'); // it dies of a signal before
  const record = checkpoints.findIndex((name) => name.includes('renaming record.new'));
  const points = [...checkpoints.entries()].filter(([point]) => point % strideOf(way) === 0);
  const ends = new Set<boolean>();
  await forEach(points, async ([point, checkpoint]) => {
    const scene = scenes();
    const signal = SIGNALS[point % 3] ?? 'SIGINT';
    const asGroup = point % 4 < 2;
    const name = `${signal} ${asGroup ? 'to all, ' : ''}${checkpoint}`;
    const { passed, output } = await scene.commit({
      [KILLED_AT]: String(point + 1),
      [KILLED_BY]: signal,
      ...(asGroup && { [AS_A_GROUP]: '1' }),
    });
    expect(passed, name).toBe(false);
    if (point > started) expect(output, name).toMatch(/^Interrupted/m);
    const state = scene.state();
    const published = JSON.stringify(state.files) !== JSON.stringify(before.files);
    ends.add(published);
    if (point < record) expect(published, name).toBe(false);
    // An index of git's own is gone with the commit.
    const index = published && way.ownIndex !== true ? after.index : before.index;
    const files = published ? after.files : before.files;
    expect(state, name).toEqual({ ...before, index, files, refs: state.refs });
    expect((await scene.switchyard(['explain'])).output, name).not.toContain('completed');
    const again = await scene.commit();
    expect(again.passed, `${name}\n${again.output}`).toBe(true);
    expect(scene.state(), name).toEqual(after);
    scene.remove();
  });
  expect(ends).toEqual(new Set([true, false]));
});
