// Finds out the versions of linters. Starts only programs that are known to support `--version`: any other might take
// it for a file name, and start to work.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../base/errors.ts';
import type { Environment } from '../base/environment.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { parseVersion, showVersion } from '../base/version.ts';

export interface Call {
  readonly program: AbsolutePath;
  /** The command's words; the first is the program's name. */
  readonly argv: readonly string[];
  readonly directory: AbsolutePath;
  readonly environment: Environment;
}

export type VersionAnswer =
  | { readonly kind: 'version'; readonly version: string }
  /** The program was not started, or its output has no version. */
  | { readonly kind: 'unknown' }
  /** The program could not be started, or failed. */
  | { readonly kind: 'broken'; readonly output: string };

const TIMEOUT_MS = 20_000;

/** Programs that support `--version`. */
const ANSWER = new Set(
  'eslint prettier biome stylelint oxlint oxfmt tsc rubocop standardrb erblint erb_lint haml-lint slim-lint ruff black isort flake8 mypy pylint golangci-lint rustfmt shellcheck shfmt lefthook bundle cargo'.split(
    ' ',
  ),
);

// Programs that start the program named after them.
const RUNNERS: readonly (readonly string[])[] = [
  ['bundle', 'exec'],
  ['uv', 'run'],
  ['poetry', 'run'],
  ['pdm', 'run'],
  ['pipenv', 'run'],
];

/** The words of a command that name its program: `bundle exec rubocop`. */
export function programWords(argv: readonly string[]): readonly string[] {
  const runner = RUNNERS.find((words) => words.every((word, at) => argv[at] === word));
  return argv.slice(0, runner === undefined || argv[2]?.startsWith('-') === true ? 1 : 3);
}

/** The version of the call's program: from the package.json of the npm package it belongs to, else by starting it. */
export async function programVersion(call: Call): Promise<VersionAnswer> {
  const words = programWords(call.argv);
  const packaged = words.length === 1 ? packageVersion(call.program) : undefined;
  if (packaged !== undefined) return { kind: 'version', version: packaged };
  if (words.length === 1 && words[0] === 'gofmt') {
    return ask({ ...call, program: join(dirname(call.program), 'go') as AbsolutePath }, [
      'version',
    ]);
  }
  if (!ANSWER.has(words.at(-1) ?? '')) return { kind: 'unknown' };
  // Whatever Bundler is asked, it writes the lock file that is missing.
  if (words[0] === 'bundle' && lacksLockFile(call.directory)) return { kind: 'unknown' };
  return ask(call, [...words.slice(1), '--version']);
}

/** Whether the nearest Gemfile, in the absolute `directory` or above it, has no lock file. */
function lacksLockFile(directory: string): boolean {
  const gemfile = join(directory, 'Gemfile');
  if (existsSync(gemfile)) return !existsSync(`${gemfile}.lock`);
  const above = dirname(directory);
  return above !== directory && lacksLockFile(above);
}

/** Runs the program with `args`, and reads the first version in its output. */
export async function ask(call: ProgramCall, args: readonly string[]): Promise<VersionAnswer> {
  const { output, hasFailed } = await start(call, args);
  if (hasFailed) return { kind: 'broken', output };
  const version = parseVersion(output);
  return version === undefined
    ? { kind: 'unknown' }
    : { kind: 'version', version: showVersion(version) };
}

/** The standard output of the program with `args`; `undefined` if it fails, or cannot be started. */
export async function outputOf(
  call: ProgramCall,
  args: readonly string[],
): Promise<string | undefined> {
  const { output, hasFailed } = await start(call, args);
  return hasFailed ? undefined : output;
}

/** A program, with the directory and environment to start it in. */
type ProgramCall = Omit<Call, 'argv'>;

/** If the program failed, `output` is its error output, or the system's message. */
function start(
  { program, directory, environment }: ProgramCall,
  args: readonly string[],
): Promise<{ output: string; hasFailed: boolean }> {
  return new Promise((resolve) => {
    const options = { cwd: directory, env: { ...environment }, timeout: TIMEOUT_MS };
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve(
        error === null
          ? { output: stdout, hasFailed: false }
          : { output: (stderr || stdout || error.message).trim(), hasFailed: true },
      );
    });
  });
}

/** The version of the npm package that the program's real file is in, or that has the name of the script in `.bin`. */
function packageVersion(program: AbsolutePath): string | undefined {
  const real = realpathSync(program);
  const inside = /^(.*\/node_modules\/(?:@[^/]+\/)?(?!\.bin\/)[^/]+)\//.exec(real)?.[1];
  const named = /^(.*\/node_modules)\/\.bin\/([^/]+)$/.exec(program);
  const beside =
    named === null ? [] : PACKAGES.map((scope) => join(named[1] ?? '', scope, named[2] ?? ''));
  for (const directory of inside === undefined ? beside : [inside]) {
    const version = versionIn(join(directory, 'package.json'));
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Scopes in which a package with the program's name is looked for. */
const PACKAGES = ['', '@biomejs'];

function versionIn(file: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== undefined) return undefined;
    throw error;
  }
}
