// A private place for one test: its own home, temporary files and git settings, gone afterwards.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type Subprocess } from 'execa';
import { onTestFinished } from 'vitest';

export interface Sandbox {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: Subprocess;
  readonly ended: Promise<Ended>;
}

export function openSandbox(): Sandbox {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'switchyard-test-')));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const name of ['home', 'private']) mkdirSync(join(directory, name), { mode: 0o700 });
  return {
    directory,
    environment: {
      PATH: process.env.PATH ?? '',
      HOME: join(directory, 'home'),
      LANG: 'C.UTF-8',
      TERM: 'xterm',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
      GIT_COMMITTER_NAME: 'C',
      GIT_COMMITTER_EMAIL: 'c@example.org',
      GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
      SWITCHYARD_DIR: join(directory, 'private'),
      RECORD_TO: join(directory, 'record'),
    },
  };
}

/** Starts a program; `ended` settles when it and its output have. */
export function start(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Running {
  const child = execa(program, args, {
    ...options,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    stripFinalNewline: false,
  });
  const ended = child.then((result) => {
    const { exitCode = null, signal = null, stdout, stderr } = result;
    if (exitCode === null && signal === null)
      throw new Error(`${program} was not started`, { cause: result });
    return { exitCode, signal, stdout, stderr };
  });
  return { child, ended };
}

/** Runs git, which must succeed, and returns its output. */
export function gitOutput(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly input?: Buffer | string;
  },
): Buffer {
  const { stdout, stderr, status, error } = spawnSync('git', args, {
    ...options,
    maxBuffer: 1 << 30,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
  return stdout;
}
