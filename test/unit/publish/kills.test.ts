// Killed before and after the git commands and the writes of a publish; then the next command.
import { rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recover } from '../../../tools/publish/recover.ts';
import {
  checkpointsOf,
  drive,
  expectNothingLeft,
  makeKillScene,
  runAlone,
  stateOf,
  type KillScene,
} from './kill-scene.ts';
import { forEach } from '../../support/for-each.ts';
import type { WorkRepository } from './work-repository.ts';

let scene: KillScene;

beforeAll(async () => {
  scene = await makeKillScene();
});

afterAll(() => {
  scene.remove();
});

/** With `EVERY_KILL` set, at each point of the publish proper; else at some. */
const STRIDE = process.env.EVERY_KILL === undefined ? 4 : 1;

interface Kill {
  /** From 1. */
  readonly at: string;
  readonly name: string;
}

/** Before the record is written, all is the same: a few. */
function killsFor(checkpoints: readonly string[]): Kill[] {
  const record = checkpoints.findIndex((name) => name.includes('renaming record.new'));
  expect(record).toBeGreaterThan(10);
  return checkpoints.flatMap((name, number) =>
    (number - record) % (number < record ? 15 : STRIDE) === 0
      ? [{ at: String(number + 1), name }]
      : [],
  );
}

test('a plain publish: afterwards as if never run, or complete', { timeout: 300_000 }, async () => {
  const before = stateOf(scene.copy());
  const whole = scene.copy();
  const checkpoints = await checkpointsOf(whole, (environment) =>
    drive(scene, whole, 'publish', environment),
  );
  const after = stateOf(whole);
  expect(after.files).toEqual({
    whole: 'whole\ngood\n2\ngood\n',
    partly: 'partly\ngood\n2\ngood\nmine\n',
    over: 'over\ngood\n2\nmine\n',
    twice: 'twice\nmine\ngood\n2\ngood\n',
    'also-twice': 'twice\nmine\ngood\n2\ngood\n',
    other: 'other\nmine\n',
  });
  const seen = new Set<boolean>();
  await forEach(killsFor(checkpoints), async ({ at, name }) => {
    const repository = scene.copy();
    expect(await drive(scene, repository, 'publish', { SWITCHYARD_KILL_AT: at })).toBe(false);
    await recover(await repository.find());
    const state = stateOf(repository);
    const untouched = state.index === before.index;
    seen.add(untouched);
    expect(state, name).toEqual(untouched ? before : after);
    expectNothingLeft(repository);
    if (untouched) {
      await drive(scene, repository, 'publish');
      expect(stateOf(repository), name).toEqual(after);
    }
    rmSync(repository.top, { recursive: true });
  });
  expect(seen.size).toBe(2);
});

test('the recovery is killed as well', { timeout: 300_000 }, async () => {
  const whole = scene.copy();
  const checkpoints = await checkpointsOf(whole, (environment) =>
    drive(scene, whole, 'publish', environment),
  );
  const after = stateOf(whole);
  const first = checkpoints.indexOf('after renaming partly to 2.0.aside');
  expect(first).toBeGreaterThan(0);
  const interrupted = async (): Promise<WorkRepository> => {
    const repository = scene.copy();
    await drive(scene, repository, 'publish', { SWITCHYARD_KILL_AT: String(first + 1) });
    return repository;
  };
  const recovered = await interrupted();
  const again = await checkpointsOf(recovered, (environment) =>
    drive(scene, recovered, 'recover', environment),
  );
  expect(again.length).toBeGreaterThan(20);
  const kills = [...again.entries()].filter(([number]) => number % STRIDE === 0);
  await forEach(kills, async ([number, name]) => {
    const repository = await interrupted();
    const environment = { SWITCHYARD_KILL_AT: String(number + 1) };
    expect(await drive(scene, repository, 'recover', environment)).toBe(false);
    await recover(await repository.find());
    expect(stateOf(repository), name).toEqual(after);
    expectNothingLeft(repository);
    rmSync(repository.top, { recursive: true });
  });
});

/** Up to where the publish is done, and only the commit is not. */
function beforeItsEnd(checkpoints: readonly string[]): string[] {
  const end = checkpoints.indexOf('after removing record');
  expect(end).toBeGreaterThan(0);
  return checkpoints.slice(0, end);
}

function addHook(repository: WorkRepository): void {
  const hook = `#!/bin/sh\nexec '${process.execPath}' '${scene.driver}' publish >/dev/null 2>&1\n`;
  writeFileSync(repository.path('.git/hooks/pre-commit'), hook, { mode: 0o755 });
}

const ways: readonly (readonly [string, readonly string[]])[] = [
  ['-a', ['commit', '-qam', 'second']],
  ['-- path', ['commit', '-qm', 'second', '--', 'partly', 'whole', 'twice']],
];

test.each(ways)(
  'git commit %s, killed as a whole: afterwards as if never run',
  { timeout: 300_000 },
  async (_, args) => {
    const whole = scene.copy();
    addHook(whole);
    const checkpoints = await checkpointsOf(whole, (environment) =>
      runAlone('git', args, whole, environment),
    );
    const [before, after] = [stateOf(scene.copy()), stateOf(whole)];
    await forEach(killsFor(beforeItsEnd(checkpoints)), async ({ at, name }) => {
      const repository = scene.copy();
      addHook(repository);
      const environment = { SWITCHYARD_KILL_AT: at, SWITCHYARD_KILL_GROUP: '1' };
      expect(await runAlone('git', args, repository, environment)).toBe(false);
      unlinkSync(repository.path('.git/index.lock')); // which git left, and asks the user to remove
      rmSync(repository.path('.git/index.lock.lock'), { force: true });
      await recover(await repository.find());
      expect(stateOf(repository), name).toEqual(before);
      expect(await runAlone('git', args, repository)).toBe(true);
      expect(stateOf(repository), name).toEqual(after);
      rmSync(repository.top, { recursive: true });
    });
  },
);

test('git commit -a, only the hook killed', { timeout: 300_000 }, async () => {
  const [, args] = ways[0] ?? ['', []];
  const whole = scene.copy();
  addHook(whole);
  const checkpoints = await checkpointsOf(whole, (environment) =>
    runAlone('git', args, whole, environment),
  );
  const before = stateOf(scene.copy());
  await forEach(killsFor(beforeItsEnd(checkpoints)), async ({ at, name }) => {
    const repository = scene.copy();
    addHook(repository);
    const environment = { SWITCHYARD_KILL_AT: at };
    expect(await runAlone('git', args, repository, environment)).toBe(false);
    await recover(await repository.find());
    expect(stateOf(repository), name).toEqual(before);
    expectNothingLeft(repository);
    rmSync(repository.top, { recursive: true });
  });
});
