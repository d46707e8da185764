// The single door to git: runs every git command of switchyard's own (but `ask-repository.ts`) and turns a failed one
// into a `GitFailure`.
import { Failure } from '../base/errors.ts';
import { timed } from '../base/timing.ts';
import { runGit, type GitEnd, type GitInput, type GitContext } from './run-git.ts';

export type { GitContext } from './run-git.ts';

export interface GitOutput {
  readonly stdout: Buffer;
  readonly exitCode: number;
}

/** A git command that failed; of the kind `environment` unless a caller turns it into another. */
export class GitFailure extends Failure {
  readonly exitCode: number;
  readonly stderr: string;

  constructor(command: string, exitCode: number, stderr: string) {
    super('environment', `git ${command} failed with exit code ${exitCode}.`, {
      why: stderr.trim(),
    });
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/**
 * Runs git and returns its raw output. Throws `GitFailure` for every exit code that is neither 0 nor in
 * `expected`.
 */
export async function git(
  gitContext: GitContext,
  args: readonly string[],
  { expected, ...options }: GitInput & { readonly expected?: readonly number[] } = {},
): Promise<GitOutput> {
  const command = args[0] ?? '';
  return outputOf(
    command,
    timed(`git ${command}`, () => runGit(gitContext, args, options)),
    expected,
  );
}

/** The output of a git command that is running. Throws as `git` does. */
export async function outputOf(
  command: string,
  running: Promise<GitEnd>,
  expected: readonly number[] = [],
): Promise<GitOutput> {
  const { stdout, stderr, exitCode: code, signal } = await running.catch(notStarted);
  const exitCode = code ?? 128;
  if (exitCode === 0 || expected.includes(exitCode)) return { stdout, exitCode };
  const message = stderr.toString();
  throw new GitFailure(
    command,
    exitCode,
    signal === null ? message : `${message}\nended by ${signal}`,
  );
}

function notStarted(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT') throw error;
  if (error.path !== 'git') {
    throw new Failure('environment', `The directory ${error.path ?? ''} is not there any more.`, {
      next: 'Make it again; if SWITCHYARD_TOP names it, correct that in the rc file of the hook.',
    });
  }
  throw new Failure('environment', 'git was not found.', { next: 'Install git 2.34 or newer.' });
}
