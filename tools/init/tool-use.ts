// The types of `init`'s detection: a linter that a directory uses, and the files that detection reads. Also the order
// in which linters of one file run.
import { selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';

/** Linters that change code come before formatters; those that change nothing come last. */
export const ORDER = [
  'oxlint',
  'eslint',
  'stylelint',
  'biome',
  'oxfmt',
  'prettier',
  'rubocop',
  'standardrb',
  'erb_lint',
  'haml-lint',
  'slim-lint',
  'ruff',
  'isort',
  'black',
  'ruff-format',
  'flake8',
  'gofmt',
  'rustfmt',
  'shellcheck',
] as const;

export type Tool = (typeof ORDER)[number];

/** A kind of file: `.ts` for an extension, `Gemfile` for a name. */
export type FileKind = string;

export interface ToolUse {
  readonly tool: Tool;
  /** The command as it is written for a service. */
  readonly command: (service: RepoPath) => string;
  /** Groups of kinds of files: if a service has one kind of a group, its pattern has the whole group. */
  readonly kinds: readonly (readonly FileKind[])[];
  /** Whether its directory is a service even if a directory above has the same linter. */
  readonly isOwn: boolean;
  /** The directories, relative to its own, that it is limited to; absent or empty for no limit. */
  readonly parts?: readonly string[];
  /** Whether a service in a directory below can run it too. */
  readonly reaches: (service: RepoPath) => boolean;
}

/** The linters that one directory uses, and notes for the user on these and on others that were seen there. */
export interface Detected {
  readonly uses: readonly ToolUse[];
  readonly notes: readonly Note[];
}

export interface Note {
  readonly tool: string;
  /** Why init does not propose it, or what it needs to work, as a sentence. */
  readonly why: string;
}

/** The files that detection looks at. */
export interface Tree {
  /** Tracked files, and untracked ones that are not ignored. */
  readonly paths: readonly RepoPath[];
  readonly has: (path: string) => boolean;
  /** The text of a file, ignored ones (`node_modules`) too; `undefined` if there is none. */
  readonly read: (path: string) => string | undefined;
}

/** The text of a file that is among `tree.paths`; `undefined` if there is none. */
export const listedText = (
  { has, read }: Pick<Tree, 'has' | 'read'>,
  path: string,
): string | undefined => (has(path) ? read(path) : undefined);

/** Says in words where configuration for `directory` was searched. */
export const whereSearched = (directory: RepoPath): string =>
  directory === '' ? 'there' : 'there or above';

/** The nearest directory, from `directory` upwards, that has a file of one of these names. */
export const nearestWith = (
  tree: Tree,
  directory: RepoPath,
  names: readonly string[],
): RepoPath | undefined => {
  for (const at of selfAndAncestors(directory)) {
    if (names.some((name) => tree.has(joinRepoPath(at, name)))) return at;
  }
  return undefined;
};

/** For `reaches`: every service in a directory below can run the linter. */
export const always = (): boolean => true;
