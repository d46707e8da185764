// A repository with each shape that a working file can have beside its staged content, and the driver,
// killed at a checkpoint of the tester's choice.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { buildDriver } from './build-driver.ts';
import {
  GIT_ENVIRONMENT,
  makeRepository,
  openRepository,
  type WorkRepository,
} from './work-repository.ts';

const NAMES = ['whole', 'partly', 'over', 'twice', 'also-twice', 'gone', 'other'];
const STAGED = ['whole', 'partly', 'over', 'twice', 'gone'];

export interface State {
  readonly index: string;
  readonly files: Readonly<Record<string, string | undefined>>;
}

export interface KillScene {
  /** A copy of the repository, for one kill. */
  readonly copy: () => WorkRepository;
  readonly driver: string;
  readonly remove: () => void;
}

/** Two of the files are one with two names; one is deleted on disk. */
export async function makeKillScene(): Promise<KillScene> {
  const driver = await buildDriver();
  const directory = mkdtempSync(join(tmpdir(), 'publish-kills-'));
  const repository = makeRepository();
  for (const name of NAMES) repository.stage(name, `${name}\n1\n2\n3\n`);
  repository.git('commit', '-qm', 'first');
  for (const name of STAGED) repository.stage(name, `${name}\nbad\n2\nbad\n`);
  repository.write('partly', 'partly\nbad\n2\nbad\nmine\n');
  repository.write('over', 'over\nbad\n2\nmine\n');
  repository.write('twice', 'twice\nmine\nbad\n2\nbad\n');
  unlinkSync(repository.path('gone'));
  repository.write('other', 'other\nmine\n');
  let copies = 0;
  return {
    driver,
    copy: () => {
      const top = join(directory, String(copies++));
      cpSync(repository.top, top, { recursive: true, preserveTimestamps: true });
      unlinkSync(join(top, 'also-twice'));
      linkSync(join(top, 'twice'), join(top, 'also-twice'));
      return openRepository(top);
    },
    remove: () => {
      for (const one of [directory, repository.top, dirname(driver)]) {
        rmSync(one, { recursive: true });
      }
    },
  };
}

export function stateOf(repository: WorkRepository): State {
  const read = (name: string): string | undefined =>
    existsSync(repository.path(name)) ? repository.read(name) : undefined;
  return {
    index: repository.git('ls-files', '-s'),
    files: Object.fromEntries(NAMES.map((name) => [name, read(name)])),
  };
}

/** Runs a program in a process group of its own; returns whether it ended by itself, and well. */
export function runAlone(
  program: string,
  args: readonly string[],
  repository: WorkRepository,
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: repository.top,
      env: { ...GIT_ENVIRONMENT, ...environment },
      stdio: 'ignore',
      detached: true,
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code === 0);
    });
  });
}

export const drive = (
  { driver }: KillScene,
  repository: WorkRepository,
  command: 'publish' | 'recover',
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> => runAlone(process.execPath, [driver, command], repository, environment);

/** The checkpoints of one undisturbed run, which `repository` is used up for. */
export async function checkpointsOf(
  repository: WorkRepository,
  run: (environment: Readonly<Record<string, string>>) => Promise<boolean>,
): Promise<string[]> {
  const log = repository.path('.git/checkpoints');
  expect(await run({ SWITCHYARD_CHECKPOINTS: log })).toBe(true);
  return readFileSync(log, 'utf8').split('\n').slice(0, -1);
}

/** But locks of the dead, which count for nothing. */
export function expectNothingLeft(repository: WorkRepository): void {
  expect(readdirSync(repository.path('.git')).filter((name) => name.endsWith('.lock'))).toEqual([]);
  const records = repository.path('.git/switchyard');
  const left = existsSync(records) ? readdirSync(records) : [];
  expect(left.filter((name) => !name.startsWith('publish.lock'))).toEqual([]);
  expect(repository.git('status', '--porcelain', '--untracked-files=all')).not.toContain('??');
}
