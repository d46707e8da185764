// Repositories in which a commit is about to be made, and what each must hold before and after it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { write } from '../support/content.ts';
import { gitOutput } from '../support/sandbox.ts';
import { TOP } from '../support/binary.ts';
import { CRASH_BINARY, KILLED_AT, LISTED_IN } from './crash-binary.ts';

export type Environment = Readonly<Record<string, string>>;

/** A way to commit: what is done to the repository first, and the words after `git`. */
export interface Way {
  readonly name: string;
  readonly commit: readonly string[];
  /** The working tree of another branch instead of the repository's own. */
  readonly linked?: true;
  /** git commits another index than the one that it goes on with. */
  readonly ownIndex?: true;
  /** Nothing has been committed yet. */
  readonly first?: true;
  /** What the hook runs; without it `switchyard run`. */
  readonly jobs?: readonly string[];
}

export const PLAIN: Way = { name: 'plain', commit: ['commit', '-qm', 'second'] };

export const WAYS: readonly Way[] = [
  PLAIN,
  {
    name: 'the jobs of a hook',
    commit: ['commit', '-qm', 'second'],
    jobs: ['lint web', 'lint core', 'publish'],
  },
  { name: '-a', commit: ['commit', '-qam', 'second'], ownIndex: true },
  { name: '-- path', commit: ['commit', '-qm', 'second', '--', 'web', 'core'], ownIndex: true },
  { name: '--amend', commit: ['commit', '-qm', 'second', '--amend'] },
  { name: 'the first commit', commit: ['commit', '-qm', 'second'], first: true },
  { name: 'in a linked worktree', commit: ['commit', '-qm', 'second'], linked: true },
];

export interface State {
  readonly head: string;
  readonly index: string;
  readonly files: Readonly<Record<string, string>>;
  readonly refs: string;
}

export interface Ended {
  /** Whether it ended by itself, with 0. */
  readonly passed: boolean;
  readonly output: string;
}

export interface Started {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

export interface CommitScene {
  readonly directory: string;
  readonly git: (...args: string[]) => string;
  /** `through` are the words of a program that starts git. */
  readonly commit: (environment?: Environment, through?: readonly string[]) => Promise<Ended>;
  readonly switchyard: (args: readonly string[], environment?: Environment) => Promise<Ended>;
  readonly state: () => State;
  readonly startCommit: () => Started;
  /** The locks that git itself left, as its message asks the user to remove them. */
  readonly removeLock: () => void;
  readonly remove: () => void;
}

const UNKILLED = `env -u ${KILLED_AT} -u ${LISTED_IN}`;

const NAMES = ['web/whole.txt', 'web/partly.txt', 'core/over.txt', 'core/twice.txt', 'other.txt'];

/** Gives a new copy of the way's repository each time. Gone when the test has finished. */
export function commitScenes(way: Way, place = tmpdir()): () => CommitScene {
  const root = realpathSync(mkdtempSync(join(place, 'crash-')));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const name of ['home', 'private']) mkdirSync(join(root, name), { mode: 0o700 });
  const env = environmentOf(root);
  const template = join(root, 'template');
  mkdirSync(template);
  prepare(template, way, env);
  let copies = 0;
  return () => {
    const copy = join(root, String(copies++));
    cpSync(template, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    return openScene(copy, way, env);
  };
}

function openScene(copy: string, way: Way, env: Environment): CommitScene {
  const directory = way.linked === true ? join(copy, 'linked') : join(copy, 'repo');
  const git = (...args: string[]) => gitOutput(args, { cwd: directory, env }).toString();
  if (way.linked === true) {
    const records = join(copy, 'repo/.git/worktrees/linked');
    writeFileSync(join(directory, '.git'), `gitdir: ${records}\n`);
    writeFileSync(join(records, 'gitdir'), `${join(directory, '.git')}\n`);
  }
  const run = (program: string, args: readonly string[], more: Environment = {}) =>
    runAlone(program, args, { cwd: directory, env: { ...env, ...more } });
  return {
    git,
    directory,
    commit: (more, through = []) => {
      const [program = 'git', ...args] = [...through, 'git', ...way.commit];
      return run(program, args, more).ended;
    },
    startCommit: () => run('git', way.commit),
    switchyard: (args, more) => run(process.execPath, [CRASH_BINARY, ...args], more).ended,
    state: () => stateOf(directory, git),
    removeLock: () => {
      for (const name of ['index', 'HEAD', 'refs/heads/main', 'refs/heads/linked']) {
        const path = ['--path-format=absolute', '--git-path', `${name}.lock`];
        rmSync(git('rev-parse', ...path).trim(), { force: true });
      }
    },
    remove: () => {
      rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Some of each shape: nothing unstaged, an edit beside fixes, on top of one, and one moved along. */
function prepare(template: string, way: Way, env: Environment): void {
  const repo = join(template, 'repo');
  mkdirSync(repo);
  const git = (cwd: string, ...args: string[]) => gitOutput(args, { cwd, env });
  git(repo, 'init', '-q', '-b', 'main', '--template=');
  const upper = readFileSync(join(TOP, 'test/support/fake-linters/upper.cjs'), 'utf8');
  const services = { web: { '*.txt': 'upper' }, core: { '*.txt': 'upper' } };
  write(repo, {
    '.gitignore': 'node_modules/\n',
    'switchyard.config.json': JSON.stringify({ services }),
    'other.txt': 'other\n',
  });
  const clean = Object.fromEntries(NAMES.slice(0, 4).map((name) => [name, '0\n1\n2\n3\n']));
  if (way.first !== true) write(repo, clean);
  git(repo, 'add', '-A');
  if (way.first !== true) git(repo, 'commit', '-qm', 'first');
  if (way.linked === true) git(repo, 'worktree', 'add', '-q', '../linked');
  const directory = way.linked === true ? join(template, 'linked') : repo;
  write(
    directory,
    Object.fromEntries(NAMES.slice(0, 4).map((name) => [name, 'a\n1\n2\n3\n4\nb\n'])),
  );
  git(directory, 'add', '-A');
  write(directory, {
    'web/partly.txt': 'a\n1\n2\n90\n3\n4\nb\n',
    'core/over.txt': 'a\n1\n2\n3\n4\n91\n',
    'core/twice.txt': '92\na\n1\n2\n3\n4\nb\n93\n',
    'other.txt': '94\n',
    'node_modules/.bin/upper': { executable: upper },
  });
  const commands = (way.jobs ?? ['run']).map(
    (words) => `'${process.execPath}' '${CRASH_BINARY}' ${words}`,
  );
  // Of several processes, the last one is killed.
  const commandLine = commands.map((command, at) =>
    at === commands.length - 1 ? command : `${UNKILLED} ${command}`,
  );
  const run = `SWITCHYARD_RUN=$$-1 SWITCHYARD_TOP=$PWD; export SWITCHYARD_RUN SWITCHYARD_TOP\n`;
  write(repo, {
    '.git/hooks/pre-commit': {
      executable: `#!/bin/sh\n${way.jobs === undefined ? '' : run}${commandLine.join(' && ')}\n`,
    },
  });
}

function stateOf(directory: string, git: (...args: string[]) => string): State {
  const head = git('rev-parse', '--revs-only', 'HEAD').trim();
  return {
    head: head === '' ? '' : git('ls-tree', '-r', 'HEAD'),
    index: git('ls-files', '-s'),
    files: Object.fromEntries(
      NAMES.map((name) => {
        const file = join(directory, name);
        return [name, existsSync(file) ? readFileSync(file, 'utf8') : '(missing)'];
      }),
    ),
    refs: git('stash', 'list') + git('ls-files', '--others', '--exclude-standard'),
  };
}

/** In a process group of its own, which a kill may take as a whole. */
function runAlone(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Environment },
): Started {
  const child = spawn(program, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => (output += text.toString()));
  }
  const ended = once(child, 'close').then(([code]) => ({ passed: code === 0, output }));
  return { pid: child.pid ?? 0, ended };
}

const environmentOf = (root: string): Environment => ({
  PATH: process.env.PATH ?? '',
  HOME: join(root, 'home'),
  LANG: 'C.UTF-8',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'C',
  GIT_COMMITTER_EMAIL: 'c@example.org',
  SWITCHYARD_DIR: join(root, 'private'),
});
