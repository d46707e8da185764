// Starts git, shielded from settings of the user that would change what switchyard's commands do. Does not interpret
// exit codes.
import { spawn } from 'node:child_process';
import { checkpoint } from '../base/checkpoint.ts';
import { lstatIfExists } from '../base/files.ts';
import type { Environment } from '../base/environment.ts';
import type { AbsolutePath } from '../base/paths.ts';

/** Where a git command works. */
export interface GitContext {
  readonly directory: AbsolutePath;
  /** The whole environment; `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE` say what git works on. */
  readonly environment: Environment;
}

export interface GitInput {
  /** Written to standard input; without it, standard input is empty. */
  readonly input?: Buffer;
  /** Settings of git for this command, as `name=value`. */
  readonly settings?: readonly string[];
}

/** How a git command ended. */
export interface GitEnd {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

const SHIELD = [
  '-c core.hooksPath=/dev/null', // post-index-change, post-checkout of the user's
  '-c core.fsmonitor=false', // a private index has no daemon
  '-c core.splitIndex=false', // would write sharedindex.* beside the user's index
  '-c submodule.recurse=false', // would rewrite core.worktree of the user's submodules
  '-c core.quotePath=false',
  '-c core.safecrlf=false', // line endings are not to be refused while adding a fix
  '-c checkout.workers=1', // more may write other encodings than attributes below the top say
  '-c advice.graftFileDeprecated=false',
].flatMap((flag) => flag.split(' '));

/**
 * Runs git. Rejects only if it cannot be started, with the system's error. If the directory is missing, which the
 * system reports like a missing program, the error's `path` is the directory.
 */
export function runGit(
  { directory, environment }: GitContext,
  args: readonly string[],
  { input, settings = [] }: GitInput = {},
): Promise<GitEnd> {
  checkpoint(`before git ${args[0] ?? ''}`);
  return new Promise((resolve, reject) => {
    const flags = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn('git', [...SHIELD, ...flags, ...args], {
      cwd: directory,
      env: { ...environment, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '' },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    // git may end before it has read all input; what counts is its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.on('error', (error) => {
      reject(
        lstatIfExists(directory) === undefined ? Object.assign(error, { path: directory }) : error,
      );
    });
    child.on('close', (exitCode, signal) => {
      checkpoint(`after git ${args[0] ?? ''}`);
      resolve({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), exitCode, signal });
    });
  });
}
