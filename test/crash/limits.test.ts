// `git commit` on a machine that refuses something in the middle of it: room, open files, large files, writing.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { forEach } from '../support/for-each.ts';
import { goOn, rehearse } from './afterwards.ts';
import { commitScenes, PLAIN, WAYS, type CommitScene } from './commit-scene.ts';

const ALL = WAYS.filter(({ name }) => ['plain', 'the jobs of a hook', '-a'].includes(name));

const run = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** Whether this process has mounts of its own, as `scripts/test-crash.mjs` starts it where it can. */
const canMount = process.env.OWN_MOUNTS !== undefined;

const UNEXPECTED = /This is a bug/;

/** What was refused is refused in words, and later all is as it should be. */
async function expectWhole(
  scene: CommitScene,
  { output }: { output: string },
  rehearsal: Parameters<typeof goOn>[2],
): Promise<void> {
  expect(output, rehearsal.name).not.toMatch(UNEXPECTED);
  scene.removeLock();
  if (scene.state().head === rehearsal.after.head) {
    expect(scene.state(), rehearsal.name).toEqual(rehearsal.after);
  } else await goOn(scene, ['explain'], rehearsal);
  scene.remove();
}

const counting = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => from + at * step);

test.each(ALL)('so many files may be open, $name', async (way) => {
  const scenes = commitScenes(way);
  const rehearsal = await rehearse(scenes, way);
  await forEach(counting(16, 44, 2), async (limit) => {
    const scene = scenes();
    const end = await scene.commit({}, ['prlimit', `--nofile=${limit}`]);
    await expectWhole(scene, end, { ...rehearsal, name: `${limit} open files` });
  });
});

test.each(ALL)('files may be so large, $name', async (way) => {
  const scenes = commitScenes(way);
  const rehearsal = await rehearse(scenes, way);
  await forEach([0, 16, 64, 128, 256, 512, 640, 768, 1024, 1536, 2048, 4096], async (limit) => {
    const scene = scenes();
    const end = await scene.commit({}, ['prlimit', `--fsize=${limit}`]);
    await expectWhole(scene, end, { ...rehearsal, name: `files of ${limit} bytes` });
  });
});

test.runIf(canMount)('the disk has so much room left', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'crash-disk-'));
  expect(run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk)).toBe(true);
  onTestFinished(() => {
    run('umount', '-l', disk);
    rmSync(disk, { recursive: true });
  });
  const scenes = commitScenes(PLAIN, disk);
  const rehearsal = await rehearse(scenes, PLAIN);
  for (const pages of counting(0, 120, 6)) {
    const scene = scenes();
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'full'), Buffer.alloc(Math.max(0, (bavail - pages) * bsize)));
    const end = await scene.commit();
    rmSync(join(disk, 'full'));
    await expectWhole(scene, end, { ...rehearsal, name: `${pages} pages` });
  }
});

test.runIf(canMount)('the private directory has no room for the checkout', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'crash-disk-'));
  expect(run('mount', '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk)).toBe(true);
  onTestFinished(() => {
    run('umount', '-l', disk);
    rmSync(disk, { recursive: true });
  });
  const scene = commitScenes(PLAIN)();
  writeFileSync(join(scene.directory, 'large.bin'), Buffer.alloc(4 << 20));
  scene.git('add', 'large.bin');
  const before = scene.state();
  const { output } = await scene.switchyard(['run'], { SWITCHYARD_DIR: join(disk, 'private') });
  expect(output).toMatch(
    /could not check out .* for its linters\.\n[^]*large\.bin|The disk is full\./,
  );
  expect(output).toMatch(/\nNothing (?:was changed|is lost)/);
  expect(scene.state()).toEqual(before);
});

test.runIf(canMount)('the git directory is read-only', async () => {
  const scenes = commitScenes(PLAIN);
  const { before, after } = await rehearse(scenes, PLAIN);
  const scene = scenes();
  const directory = join(scene.directory, '.git');
  mkdirSync(join(directory, 'switchyard'), { recursive: true });
  expect(run('mount', '--bind', directory, directory)).toBe(true);
  expect(run('mount', '-o', 'remount,bind,ro', directory)).toBe(true);
  const { passed, output } = await scene.switchyard(['run']);
  const during = scene.state();
  run('umount', directory);
  expect([passed, during]).toEqual([false, before]);
  expect(output).toMatch(/read-only.*\n[^]*(Nothing was changed|Nothing is lost)/i);
  expect((await scene.commit()).passed).toBe(true);
  expect(scene.state()).toEqual(after);
});
