// The result of linting a service. A failing linter is a result, not an exception.
import type { PackageHomes } from '../package-manager.ts';
import type { AbsolutePath, RepoPath } from '../paths.ts';
import type { ServicePlan } from './plan.ts';

export type CommandStatus =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly exitCode: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  | {
      readonly kind: 'not-found';
      readonly program: string;
      readonly lookedIn: readonly string[];
      /** Where the service's packages are installed, if a package may provide the program. */
      readonly packages?: PackageHomes;
    }
  /** A function of the configuration threw, or a command could not be parsed or started. */
  | { readonly kind: 'broken'; readonly message: string };

/** Linters whose machine-readable output is known. */
export type Reporter =
  | 'eslint'
  | 'oxlint'
  | 'stylelint'
  | 'biome'
  | 'rubocop'
  | 'ruff'
  | 'shellcheck'
  | 'tsc'
  | 'prettier';

export interface CommandResult {
  /** As written in the configuration, or the title of a `{ title, task }`. */
  readonly command: string;
  readonly status: CommandStatus;
  /** Standard output and error together, as they came. */
  readonly output: Buffer;
  /** The linter whose machine-readable format `output` has; absent for plain text. */
  readonly reporter?: Reporter;
  readonly milliseconds: number;
}

export interface LintResult {
  readonly plan: ServicePlan;
  /** In the order of the configuration. A command with a long file list has one result for each batch. */
  readonly commands: readonly CommandResult[];
  readonly milliseconds: number;
}

/** A routed file that the linters changed, kept aside until it is published. */
export interface Fix {
  readonly path: RepoPath;
  /** The staged entry that was linted. */
  readonly mode: string;
  readonly staged: ObjectId;
  /** The blob of the linters' result, in the user's object database. */
  readonly fixed: ObjectId;
  /** Working-tree bytes before and after the linters. */
  readonly base: Buffer;
  readonly fix: Buffer;
}

/** The inputs of a remembered result, except the linted content (see `memory/inputs.ts`). */
export interface ResultInputs {
  /** Their digest, the second half of the result's cache key. */
  readonly digest: string;
  /** When the snapshot was begun, in milliseconds since 1970: inputs that were changed later are not in the result. */
  readonly since: number;
  /** The files outside of the repository that linters' configuration refers to. */
  readonly outside: OutsideFiles;
}

/** Paths, and the digest of all files there. */
export interface OutsideFiles {
  readonly paths: readonly AbsolutePath[];
  readonly digest: string;
}

/** Hexadecimal, of the repository's object format. */
export type ObjectId = string;
