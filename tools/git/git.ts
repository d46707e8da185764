// The single door to git: every git process that switchyard starts for itself starts here, shielded
// from settings of the user's that would change what its private commands do.
import { spawn } from 'node:child_process';
import { checkpoint } from '../base/checkpoint.ts';
import type { Environment } from '../base/environment.ts';
import { Failure } from '../base/errors.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { timed } from '../base/timing.ts';

/** Where a git command works. */
export interface GitPlace {
  readonly directory: AbsolutePath;
  /** The whole environment: `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE` decide. */
  readonly environment: Environment;
}

export interface GitOutput {
  readonly stdout: Buffer;
  readonly exitCode: number;
}

const SHIELD = [
  '-c core.hooksPath=/dev/null', // post-index-change, post-checkout of the user's
  '-c core.fsmonitor=false', // a private index has no daemon
  '-c core.splitIndex=false', // would write sharedindex.* beside the user's index
  '-c submodule.recurse=false', // would rewrite core.worktree of the user's submodules
  '-c core.quotePath=false',
  '-c core.safecrlf=false', // line endings are not to be refused while adding a fix
  '-c advice.graftFileDeprecated=false',
].flatMap((flag) => flag.split(' '));

/** A git command that failed: the environment's fault until a caller knows better. */
export class GitFailure extends Failure {
  readonly exitCode: number;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number, stderr: string) {
    super('environment', `git ${args[0] ?? ''} failed with exit code ${exitCode}.`, {
      why: stderr.trim(),
    });
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/**
 * Runs git and returns its raw output. `input` goes to standard input.
 * Throws `GitFailure` for every exit code that is neither 0 nor in `expected`. `settings` are
 * `name=value` of git's configuration.
 */
export const git = (
  place: GitPlace,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> => timed(`git ${args[0] ?? ''}`, () => run(place, args, options));

interface GitOptions {
  readonly input?: Buffer;
  readonly expected?: readonly number[];
  readonly settings?: readonly string[];
}

function run(place: GitPlace, args: readonly string[], options: GitOptions): Promise<GitOutput> {
  checkpoint(`before git ${args[0] ?? ''}`);
  return new Promise((resolve, reject) => {
    const settings = (options.settings ?? []).flatMap((setting) => ['-c', setting]);
    const child = spawn('git', [...SHIELD, ...settings, ...args], {
      cwd: place.directory,
      env: {
        ...place.environment,
        LC_ALL: 'C',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_LITERAL_PATHSPECS: '',
      },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    // git may end before it has read everything; its exit code says what that means.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'ENOENT'
          ? new Failure('environment', 'git was not found.', { next: 'Install git 2.31 or newer.' })
          : error,
      );
    });
    child.on('close', (code, signal) => {
      checkpoint(`after git ${args[0] ?? ''}`);
      const exitCode = code ?? 128;
      if (exitCode === 0 || options.expected?.includes(exitCode) === true) {
        resolve({ stdout: Buffer.concat(stdout), exitCode });
        return;
      }
      const said = Buffer.concat(stderr).toString();
      reject(
        new GitFailure(args, exitCode, signal === null ? said : `${said}\nended by ${signal}`),
      );
    });
  });
}
