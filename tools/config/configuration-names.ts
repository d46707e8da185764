// The names of the files that can hold configuration. Reads none of them.
import { baseName, type RepoPath } from '../base/paths.ts';

/** Read at the top of the repository only. */
export const ROOT_NAMES: readonly string[] = [
  'switchyard.config.js',
  'switchyard.config.mjs',
  'switchyard.config.json',
];

/** Package files: the configuration is the value of one of their keys. */
const PACKAGE_NAMES: readonly string[] = ['package.json', 'package.yaml', 'package.yml'];

/** The names of lint-staged's configuration files, which are read in any directory. */
export const LINT_STAGED_NAMES: readonly string[] = [
  ...PACKAGE_NAMES,
  ...['', '.json', '.yaml', '.yml', '.mjs', '.mts', '.js', '.ts', '.cjs', '.cts'].map(
    (extension) => `.lintstagedrc${extension}`,
  ),
  ...['.mjs', '.mts', '.js', '.ts', '.cjs', '.cts'].map(
    (extension) => `lint-staged.config${extension}`,
  ),
];

export const CONFIGURATION_NAMES: readonly string[] = [...ROOT_NAMES, ...LINT_STAGED_NAMES];

/**
 * Pathspecs for configuration files in the whole repository. They also match other files whose path ends with such a
 * name: git compares endings several times faster than patterns like `**\/package.json`.
 */
export const CONFIGURATION_PATHSPECS: readonly string[] = [
  ...ROOT_NAMES.map((name) => `:(top,literal)${name}`),
  ...LINT_STAGED_NAMES.map((name) => `:(top)*${name}`),
];

/** Whether the file belongs to an installed package, so that it is not configuration of this repository. */
export const isInstalled = (path: RepoPath): boolean => /(?:^|\/)node_modules\//.test(path);

const names = new Set(CONFIGURATION_NAMES);

/** Whether a file with this name, in whichever directory, can hold configuration. */
export const isConfigurationName = (name: string): boolean => names.has(name);

/** Whether the file is JavaScript or TypeScript, which is imported, not parsed. */
export const isScript = (path: RepoPath): boolean => /\.[cm]?[jt]s$/.test(path);

export const isPackageFile = (path: RepoPath): boolean => PACKAGE_NAMES.includes(baseName(path));
