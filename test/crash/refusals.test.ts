// A later hook refuses the commit when the fixes are published already.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rehearse } from './afterwards.ts';
import { commitScenes, WAYS } from './commit-scene.ts';

test.each(WAYS)('commit-msg refuses, $name', async (way) => {
  const scenes = commitScenes(way);
  const { before, after } = await rehearse(scenes, way);
  const scene = scenes();
  const hooks = scene.git('rev-parse', '--path-format=absolute', '--git-path', 'hooks').trim();
  writeFileSync(join(hooks, 'commit-msg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  expect((await scene.commit()).passed).toBe(false);
  // An index of git's own is gone with the commit.
  const index = way.ownIndex === true ? before.index : after.index;
  expect(scene.state()).toEqual({ ...after, head: before.head, index });
  rmSync(join(hooks, 'commit-msg'));
  expect((await scene.commit()).passed).toBe(true);
  expect(scene.state()).toEqual(after);
});
