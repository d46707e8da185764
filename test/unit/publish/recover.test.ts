// What the next command makes of a publish that was killed, and of what the user did since.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recover } from '../../../tools/publish/recover.ts';
import { buildDriver, buildInterruptedDriver } from './build-driver.ts';
import { expectNothingLeft, runAlone } from './kill-scene.ts';
import {
  GIT_ENVIRONMENT,
  makeRepository,
  openRepository,
  type WorkRepository,
} from './work-repository.ts';

let driver: string;
let interrupted: string;
let repository: WorkRepository;

beforeAll(async () => {
  [driver, interrupted] = await Promise.all([buildDriver(), buildInterruptedDriver()]);
});

afterAll(() => {
  for (const program of [driver, interrupted]) rmSync(dirname(program), { recursive: true });
});

beforeEach(() => {
  repository = makeScene();
});

afterEach(() => {
  rmSync(repository.top, { recursive: true, force: true });
});

const STAGED = 'bad\n1\n2\n3\n';
const FIXED = 'good\n1\n2\n3\n';
const EDITED = `${STAGED}mine\n`;
const MERGED = `${FIXED}mine\n`;

/** `f` and `g` are partly staged. */
function makeScene(): WorkRepository {
  const scene = makeRepository();
  for (const name of ['f', 'g']) scene.stage(name, '1\n2\n3\n');
  scene.git('commit', '-qm', 'first');
  for (const name of ['f', 'g']) {
    scene.stage(name, STAGED);
    scene.write(name, EDITED);
  }
  return scene;
}

const publishing = (): Promise<boolean> =>
  runAlone(process.execPath, [driver, 'publish'], repository);

/** Publishes, killed at the first checkpoint of this name. */
async function killAt(name: string, of = repository): Promise<void> {
  const environment = { AT: name, DO: 'touch .git/switchyard/publish/killed; kill -9 $PPID' };
  expect(await runAlone(process.execPath, [interrupted, 'publish'], of, environment)).toBe(false);
  expect(existsSync(of.path('.git/switchyard/publish/killed'))).toBe(true);
}

const recoverAll = async (): Promise<readonly string[]> => recover(await repository.find());

const files = (): string[] => ['f', 'g'].map((name) => repository.read(name));

const MOVED_AWAY = 'after renaming f to 0.0.aside';
const REPLACED = 'after removing 0.0.new';

test('nothing to recover', async () => {
  expect(await recoverAll()).toEqual([]);
  expect(existsSync(repository.path('.git/switchyard'))).toBe(false);
});

test('killed before the swap: what is left is removed', async () => {
  await killAt('after renaming record.new to record');
  expect(await recoverAll()).toEqual([]);
  expect([repository.staged('f'), ...files()]).toEqual([STAGED, EDITED, EDITED]);
  expectNothingLeft(repository);
});

test('killed while it held the lock of the index', async () => {
  await killAt('after linking index-0 to index.lock');
  expect(existsSync(repository.path('.git/index.lock'))).toBe(true);
  await recoverAll();
  expect([repository.staged('f'), ...files()]).toEqual([STAGED, EDITED, EDITED]);
  expectNothingLeft(repository);
});

test('a lock of somebody else is left alone', async () => {
  await killAt(REPLACED);
  writeFileSync(repository.path('.git/index.lock'), 'theirs');
  expect(await recoverAll()).toEqual(['g']);
  expect(readFileSync(repository.path('.git/index.lock'), 'latin1')).toBe('theirs');
  expect(files()).toEqual([MERGED, MERGED]);
});

test('killed while a working file was moved away: it comes back, merged', async () => {
  await killAt(MOVED_AWAY);
  expect(existsSync(repository.path('f'))).toBe(false);
  expect([...(await recoverAll())].sort()).toEqual(['f', 'g']);
  expect(files()).toEqual([MERGED, MERGED]);
  expectNothingLeft(repository);
  expect(await recoverAll()).toEqual([]);
});

describe('the user went on', () => {
  test('and had the missing file checked out: the unstaged edit comes back', async () => {
    await killAt(MOVED_AWAY);
    repository.git('checkout', '--', 'f');
    await recoverAll();
    expect(files()).toEqual([MERGED, MERGED]);
  });

  test('and wrote the missing file: that is the edit', async () => {
    await killAt(MOVED_AWAY);
    repository.write('f', `${STAGED}newer\n`);
    await recoverAll();
    expect(repository.read('f')).toBe(`${FIXED}newer\n`);
  });

  test('and stashed while a file was missing: its unstaged edit comes back', async () => {
    await killAt(MOVED_AWAY);
    repository.git('stash', '-q');
    await recoverAll();
    expect(repository.read('f')).toBe('1\n2\n3\nmine\n');
  });

  test('and edited a file that was merged already', async () => {
    await killAt(REPLACED);
    expect(repository.read('f')).toBe(MERGED);
    repository.write('f', `above\n${MERGED}newer\n`);
    expect(await recoverAll()).toEqual(['g']);
    expect(repository.read('f')).toBe(`above\n${MERGED}newer\n`);
  });

  test('and took the fix back in a file that was merged already', async () => {
    await killAt(REPLACED);
    repository.write('f', EDITED);
    await recoverAll();
    expect(repository.read('f')).toBe(EDITED);
  });

  test('and edited a file that was not merged yet', async () => {
    await killAt(REPLACED);
    repository.write('g', `${EDITED}newer\n`);
    await recoverAll();
    expect(repository.read('g')).toBe(`${MERGED}newer\n`);
  });

  test('and deleted files', async () => {
    await killAt(REPLACED);
    unlinkSync(repository.path('f'));
    unlinkSync(repository.path('g'));
    expect(await recoverAll()).toEqual([]);
    expect([existsSync(repository.path('f')), existsSync(repository.path('g'))]).toEqual([
      false,
      false,
    ]);
    expectNothingLeft(repository);
  });

  test('and committed the fixes, then staged something else', async () => {
    await killAt(REPLACED);
    repository.git('commit', '-qm', 'second', '--no-verify');
    repository.stage('g', EDITED);
    expect(await recoverAll()).toEqual(['g']);
    expect(files()).toEqual([MERGED, MERGED]);
  });

  test('and reset everything: nothing is brought back', async () => {
    await killAt(REPLACED);
    repository.git('reset', '-q', '--hard');
    expect(await recoverAll()).toEqual([]);
    expect(repository.git('status', '--porcelain')).toBe('');
    expectNothingLeft(repository);
  });

  test('and staged what had been staged: the working files are as before', async () => {
    await killAt(REPLACED);
    const blob = repository.gitWith({ input: STAGED }, 'hash-object', '-w', '--stdin').trim();
    for (const name of ['f', 'g'])
      repository.git('update-index', '--cacheinfo', `100644,${blob},${name}`);
    expect(await recoverAll()).toEqual(['f']);
    expect(files()).toEqual([EDITED, EDITED]);
  });

  test('and an editor wrote to the file that had been moved away', async () => {
    await killAt(REPLACED);
    writeFileSync(repository.path('.git/switchyard/publish/0.0.aside'), `${EDITED}late\n`);
    await recoverAll();
    expect(repository.read('f')).toBe(`${MERGED}late\n`);
  });
});

test('a working tree on another file system than its git directory', async () => {
  const top = mkdtempSync('/dev/shm/publish-');
  const other = openRepository(top);
  other.git('init', '-q', `--separate-git-dir=${repository.path('separate')}`, '.');
  other.stage('d/f', STAGED);
  other.write('d/f', EDITED);
  const environment = { AT: 'after renaming f to .*aside', DO: 'kill -9 $PPID' };
  await runAlone(process.execPath, [interrupted, 'publish'], other, environment);
  expect(readdirSync(other.path('d')).sort()).toEqual([
    expect.stringMatching(/^\.switchyard-.*-0\.0\.aside$/),
    expect.stringMatching(/^\.switchyard-.*-0\.0\.new$/),
  ]);
  expect(await recover(await other.find())).toEqual(['d/f']);
  expect(readdirSync(other.path('d'))).toEqual(['f']);
  expect(other.read('d/f')).toBe(MERGED);
  rmSync(top, { recursive: true });
});

describe('processes', () => {
  /** Starts a publish that stands still in the middle for half a second. */
  async function startSlowly(): Promise<{ readonly ended: Promise<unknown> }> {
    const started = repository.path('.git/started');
    const child = spawn(process.execPath, [interrupted, 'publish'], {
      cwd: repository.top,
      env: { ...GIT_ENVIRONMENT, AT: MOVED_AWAY, DO: `touch ${started}; sleep 0.5` },
      stdio: 'ignore',
    });
    const ended = once(child, 'close');
    while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 10));
    return { ended };
  }

  test('a publish that is under way is not recovered, but waited for', async () => {
    const { ended } = await startSlowly();
    expect(await recoverAll()).toEqual([]);
    await ended;
    expect(files()).toEqual([MERGED, MERGED]);
    expectNothingLeft(repository);
  });

  test('a second publish waits for the first', async () => {
    const { ended } = await startSlowly();
    expect(await publishing()).toBe(true);
    await ended;
    expect([repository.staged('f'), ...files()]).toEqual([FIXED, MERGED, MERGED]);
  });

  test('several recover at once', async () => {
    await killAt(MOVED_AWAY);
    const recovering = [1, 2, 3].map(() =>
      runAlone(process.execPath, [driver, 'recover'], repository),
    );
    expect(await Promise.all(recovering)).toEqual([true, true, true]);
    expect(files()).toEqual([MERGED, MERGED]);
    expectNothingLeft(repository);
  });
});

test('a record that cannot be read is not touched, nor what lies beside it', async () => {
  await killAt(MOVED_AWAY);
  writeFileSync(repository.path('.git/switchyard/publish/record'), '{');
  await expect(recoverAll()).rejects.toMatchObject({ kind: 'environment' });
  const aside = repository.path('.git/switchyard/publish/0.0.aside');
  expect(readFileSync(aside, 'latin1')).toBe(EDITED);
});

test('the next publish completes what another left', async () => {
  await killAt(REPLACED);
  expect(await publishing()).toBe(true);
  expect([repository.staged('f'), ...files()]).toEqual([FIXED, MERGED, MERGED]);
});
