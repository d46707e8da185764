// A service and its tasks, as configuration declares them and every later step uses them.
import type { AbsolutePath, RepoPath } from '../paths.ts';

/** One entry of a task list. */
export type Task =
  /** A command line as written; split into argv by `lint`, files are appended. */
  | { readonly kind: 'command'; readonly command: string }
  /** A function of absolute paths in the snapshot that returns command lines, possibly none; nothing is appended. */
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly commands: (call: FunctionCall) => Promise<string[]>;
    }
  /** `{ title, task }`: the function does the work itself, and fails by throwing. Returns what it wrote. */
  | {
      readonly kind: 'titled';
      readonly title: string;
      readonly run: (call: FunctionCall) => Promise<Buffer>;
    };

/** A function of a configuration failed: it threw, returned something that is not a command, or ended its process. */
export class FunctionFailure extends Error {
  override readonly name = 'FunctionFailure';
  /** The output of the function and of the processes that it started. */
  readonly output: Buffer;

  constructor(message: string, output: Buffer) {
    super(message);
    this.output = output;
  }
}

/** What a function of a configuration is called with. */
export interface FunctionCall {
  /** The service's directory in the snapshot; the function's working directory. */
  readonly directory: AbsolutePath;
  readonly files: readonly AbsolutePath[];
  /** Ends the process that the function runs in; the call then fails with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface Pattern {
  /** Relative to the service's directory; as written, but without braces around a single alternative (`{a}`). */
  readonly glob: string;
  readonly tasks: readonly Task[];
}

export interface Service {
  /** Where its linters run. `''` is the top. Also the service's name (`.` for the top, in text). */
  readonly directory: RepoPath;
  /** The file that declares it. */
  readonly declaredIn: RepoPath;
  readonly patterns: readonly Pattern[];
  /** The services that its linters look at, besides itself. */
  readonly uses: readonly RepoPath[] | 'all';
  /** What to do on a developer's machine if a linter is not installed. */
  readonly missing: 'fail' | 'warn';
  /** Seconds that one command may take. */
  readonly timeout: number;
}

export const serviceName = (service: { readonly directory: RepoPath }): string =>
  service.directory === '' ? '.' : service.directory;
