// What linting a service came to. A failing linter is a result, not an exception.
import type { PackageHomes } from './package-manager.ts';
import type { RepoPath } from './paths.ts';
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
      /** Of the service, for a program that a package may have. */
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
  /** Whose machine-readable output it is, if that was asked for and can be had. */
  readonly reporter?: Reporter;
  readonly milliseconds: number;
}

export interface LintResult {
  readonly plan: ServicePlan;
  /** In the order of the configuration; a batch of a long file list each. */
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

/** What a remembered result depends on besides the content. */
export interface Ingredients {
  /** Differs as soon as what it names does. */
  readonly name: string;
  /** The rest of it was last changed before this time, in milliseconds. */
  readonly since: number;
}

/** Hexadecimal, of the repository's object format. */
export type ObjectId = string;
