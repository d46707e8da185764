// Commits whose processes are ended at random moments, by random signals, again and again for a given time.
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rehearse, type Rehearsal } from '../crash/afterwards.ts';
import { commitScenes, WAYS, type CommitScene, type Way } from '../crash/commit-scene.ts';
import { descendants } from '../support/processes.ts';

const SECONDS = Number(process.env.SOAK_SECONDS ?? '300');
const SEED = Number(process.env.SOAK_SEED ?? String(Date.now() % 1_000_000));

const disturbances = fc.noBias(
  fc.record({
    way: fc.constantFrom(...WAYS.keys()),
    signals: fc.array(
      fc.record({
        /** In percent of what a commit takes. */
        after: fc.nat({ max: 110 }),
        signal: fc.constantFrom('SIGKILL', 'SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'),
        to: fc.oneof(fc.constant('all' as const), fc.nat({ max: 20 })),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

type Disturbance = typeof disturbances extends fc.Arbitrary<infer Value> ? Value : never;

interface Kind {
  readonly way: Way;
  readonly scenes: () => CommitScene;
  readonly rehearsal: Rehearsal;
  readonly milliseconds: number;
}

test('nothing is lost, and each commit succeeds in the end', async () => {
  console.log(`seed ${SEED}, ${SECONDS} s`);
  const kinds: Kind[] = [];
  for (const way of WAYS) {
    const scenes = commitScenes(way);
    const rehearsal = await rehearse(scenes, way);
    const began = performance.now();
    await scenes().commit();
    kinds.push({ way, scenes, rehearsal, milliseconds: performance.now() - began });
  }
  const end = performance.now() + SECONDS * 1000;
  const tally = { commits: 0, 'went through': 0, 'as if never run': 0, published: 0 };
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const seed = SEED + tally.commits++;
      const [disturbance] = fc.sample(disturbances, { seed, numRuns: 1 });
      const kind = kinds[disturbance?.way ?? 0];
      if (disturbance === undefined || kind === undefined) continue;
      const name = `SOAK_SEED=${seed}, ${kind.way.name}: ${JSON.stringify(disturbance)}`;
      const scene = kind.scenes();
      await disturb(scene, disturbance, kind);
      tally[await expectWhole(scene, kind, name)] += 1;
      scene.remove();
    }
  };
  await Promise.all([work(), work(), work()]);
  console.log(JSON.stringify(tally));
});

async function disturb(
  scene: CommitScene,
  { signals }: Disturbance,
  { milliseconds }: Kind,
): Promise<void> {
  const { pid, ended } = scene.startCommit();
  for (const { after, signal, to } of signals) {
    await Promise.race([ended, sleep((after * milliseconds) / 100)]);
    const others = descendants(pid);
    const target = to === 'all' ? -pid : (others[to % Math.max(1, others.length)] ?? pid);
    try {
      process.kill(target, signal);
    } catch {
      break; // ended already
    }
  }
  await ended;
}

async function expectWhole(
  scene: CommitScene,
  { way, rehearsal: { before, after } }: Kind,
  name: string,
): Promise<'went through' | 'as if never run' | 'published'> {
  scene.removeLock();
  const { files } = scene.state();
  const { output } = await scene.switchyard(['explain']);
  const state = scene.state();
  if (JSON.stringify(files) !== JSON.stringify(state.files)) {
    expect(output, name).toContain('it was completed first');
  }
  const published = JSON.stringify(state.files) === JSON.stringify(after.files);
  expect(state.files, name).toEqual(published ? after.files : before.files);
  if (state.head !== before.head) {
    // git was killed before it gave the index of its own the index's name: the user has removed that.
    if (way.ownIndex !== true) expect(state, name).toEqual(after);
    return 'went through';
  }
  if (way.ownIndex !== true) expect(state.index, name).toBe((published ? after : before).index);
  const again = await scene.commit();
  expect(again.passed, `${name}\n${again.output}`).toBe(true);
  expect(scene.state(), name).toEqual(after);
  return published ? 'published' : 'as if never run';
}
