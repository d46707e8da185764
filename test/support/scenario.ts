// Builds the repository of a scenario: HEAD, index and working tree before, one command, the same three
// after, through the real program and real git.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BINARY, TOP } from './binary.ts';
import { write, type Changes, type Files } from './content.ts';
import { gitOutput, openSandbox, start, type Ended, type Running } from './sandbox.ts';
import {
  fingerprint,
  headFiles,
  indexFiles,
  workingFiles,
  type Contents,
  type Git,
} from './state.ts';

export interface Before {
  /** Committed; without it, there is no commit yet. */
  readonly head?: Files;
  /** Staged on top of that. */
  readonly index?: Changes;
  /** Unstaged on top of that, or not tracked. */
  readonly worktree?: Changes;
  /** Settings of the repository's, set before anything is added. */
  readonly settings?: Readonly<Record<string, string>>;
  /** sha1, unless it says otherwise. */
  readonly objectFormat?: 'sha256';
  /** `services` of switchyard.config.json. */
  readonly services?: Readonly<Record<string, unknown>>;
  /** Linters beside those of fake-linters/: a name, and a program with its `#!` line. */
  readonly linters?: Readonly<Record<string, string>>;
}

export interface State {
  readonly head: Contents;
  readonly index: Contents;
  readonly worktree: Contents;
}

/** How a linter was called. */
export interface Call {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Where and with what a command runs, besides the scenario's own. */
export interface Circumstances {
  /** Relative to the repository's top. */
  readonly from?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Scenario {
  /** The top of the working tree. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs git, which must succeed. */
  readonly git: (...args: string[]) => string;
  /** Changes the working tree. */
  readonly write: (changes: Changes) => void;
  /** `git commit` with a pre-commit hook that runs `switchyard run`. */
  readonly commit: (args?: readonly string[], circumstances?: Circumstances) => Promise<Ended>;
  readonly switchyard: (args: readonly string[], circumstances?: Circumstances) => Promise<Ended>;
  /** The same, while it runs. */
  readonly startSwitchyard: (args: readonly string[], circumstances?: Circumstances) => Running;
  /** HEAD, index and working tree, without what the scenario brought along by itself. */
  readonly state: () => State;
  readonly fingerprint: () => ReturnType<typeof fingerprint>;
  /** The calls that the linter `echo-args` recorded. */
  readonly recorded: () => Call[];
}

/** The repository that `before` describes; gone when the test has finished. */
export function scenario(before: Before): Scenario {
  const { directory: sandbox, environment } = openSandbox();
  const directory = join(sandbox, 'repo');
  mkdirSync(directory);
  const git: Git = (args, input) =>
    gitOutput(args, { cwd: directory, env: environment, ...(input !== undefined && { input }) });

  const own: Files = {
    '.gitignore': 'node_modules/\n',
    ...(before.services && {
      'switchyard.config.json': `${JSON.stringify({ services: before.services }, null, 2)}\n`,
    }),
  };
  git([
    'init',
    '-q',
    '-b',
    'main',
    '--template=',
    `--object-format=${before.objectFormat ?? 'sha1'}`,
  ]);
  for (const [name, value] of Object.entries(before.settings ?? {})) git(['config', name, value]);
  write(directory, { ...own, ...before.head });
  git(['add', '-A']);
  if (before.head !== undefined) git(['commit', '-q', '--no-verify', '-m', 'before']);
  write(directory, before.index ?? {});
  git(['add', '-A']);
  write(directory, before.worktree ?? {});
  installLinters(join(directory, 'node_modules/.bin'), before.linters ?? {});
  installHook(join(directory, '.git/hooks'));

  const run = (program: string, args: readonly string[], { from = '.', env = {} }: Circumstances) =>
    start(program, args, { cwd: join(directory, from), env: { ...environment, ...env } });
  const startSwitchyard = (args: readonly string[], circumstances: Circumstances = {}) =>
    run(process.execPath, [BINARY, ...args], circumstances);
  const named = new Set(
    [before.head, before.index, before.worktree].flatMap((files) => Object.keys(files ?? {})),
  );
  const relevant = (files: Contents): Contents =>
    Object.fromEntries(
      Object.entries(files).filter(
        ([path]) => named.has(path) || (!(path in own) && !path.startsWith('node_modules/.bin/')),
      ),
    );
  return {
    directory,
    environment,
    git: (...args) => git(args).toString(),
    write: (changes) => {
      write(directory, changes);
    },
    commit: (args = ['-m', 'change'], circumstances = {}) =>
      run('git', ['commit', ...args], circumstances).ended,
    switchyard: (args, circumstances) => startSwitchyard(args, circumstances).ended,
    startSwitchyard,
    state: () => ({
      head: relevant(headFiles(git)),
      index: relevant(indexFiles(git)),
      worktree: relevant(workingFiles(directory)),
    }),
    fingerprint: () => fingerprint(directory, join(directory, '.git'), git),
    recorded: () => recordedCalls(join(sandbox, 'record')),
  };
}

/** The services whose `echo-args` ran, in alphabetical order. */
export const linted = (repo: Scenario): string[] =>
  repo
    .recorded()
    .map(({ cwd }) => cwd.slice(cwd.indexOf('/repo/') + '/repo/'.length))
    .sort();

const FAKES = join(TOP, 'test/support/fake-linters');

function installLinters(bin: string, more: Readonly<Record<string, string>>): void {
  mkdirSync(bin, { recursive: true });
  for (const file of readdirSync(FAKES)) {
    const program = join(bin, file.replace(/\.cjs$/, ''));
    copyFileSync(join(FAKES, file), program);
    chmodSync(program, 0o755);
  }
  for (const [name, source] of Object.entries(more)) {
    writeFileSync(join(bin, name), source, { mode: 0o755 });
  }
}

function installHook(hooks: string): void {
  mkdirSync(hooks);
  const command = `exec '${process.execPath}' '${BINARY}' run`;
  writeFileSync(join(hooks, 'pre-commit'), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
}

function recordedCalls(file: string): Call[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Call);
}
