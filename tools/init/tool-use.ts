// What the detection of services is about: a linter that a directory uses, and the files it is looked
// for in. Owns the order in which linters of one file run.
import { upwards, type RepoPath } from '../base/paths.ts';

/** Linters that change code come before formatters; those that only look, last. */
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
  /** Kinds that belong together: one present means a pattern with all of them. */
  readonly kinds: readonly (readonly FileKind[])[];
  /** Whether its directory is a service even if a directory above has the same linter. */
  readonly isOwn: boolean;
  /** Directories below its own that it is used for; none for all. */
  readonly parts?: readonly string[];
  /** Whether a service below its directory can run it from there. */
  readonly reaches: (service: RepoPath) => boolean;
}

/** What one directory uses, and what was seen there that init cannot propose. */
export interface Detected {
  readonly uses: readonly ToolUse[];
  readonly notes: readonly Note[];
}

export interface Note {
  readonly tool: string;
  /** A sentence. */
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

/** `name` in `directory`. */
export const within = (directory: RepoPath, name: string): RepoPath =>
  (directory === '' ? name : `${directory}/${name}`) as RepoPath;

/** The text of a file that is among `tree.paths`; `undefined` if there is none. */
export const listedText = (
  { has, read }: Pick<Tree, 'has' | 'read'>,
  path: string,
): string | undefined => (has(path) ? read(path) : undefined);

/** Where configuration for `directory` was looked for. */
export const thereOf = (directory: RepoPath): string =>
  directory === '' ? 'there' : 'there or above';

/** The nearest directory, from `directory` upwards, that has a file of one of these names. */
export const nearestWith = (
  tree: Tree,
  directory: RepoPath,
  names: readonly string[],
): RepoPath | undefined => {
  for (const at of upwards(directory)) {
    if (names.some((name) => tree.has(within(at, name)))) return at;
  }
  return undefined;
};

export const always = (): boolean => true;
