// The names of the files that can hold configuration. Reads none of them.
import { baseName, type RepoPath } from '../base/paths.ts';

/** Read at the top of the repository only. */
export const ROOT_NAMES: readonly string[] = [
  'switchyard.config.js',
  'switchyard.config.mjs',
  'switchyard.config.json',
];

/** Hold other things too; the configuration is below a key. */
const PACKAGE_NAMES: readonly string[] = ['package.json', 'package.yaml', 'package.yml'];

/** lint-staged's, read in any directory. */
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
 * What git matches the paths of configuration files with, from the top; of other files that end so, too. git
 * compares ends several times as fast as patterns like `**\/package.json`.
 */
export const CONFIGURATION_PATHSPECS: readonly string[] = [
  ...ROOT_NAMES.map((name) => `:(top,literal)${name}`),
  ...LINT_STAGED_NAMES.map((name) => `:(top)*${name}`),
];

/** Whether the file belongs to an installed package, and says nothing about this repository. */
export const isInstalled = (path: RepoPath): boolean => /(?:^|\/)node_modules\//.test(path);

const names = new Set(CONFIGURATION_NAMES);

/** Whether a file called so, in some directory, can hold configuration. */
export const isConfigurationName = (name: string): boolean => names.has(name);

/** Whether the file can only be run, not parsed. */
export const isProgram = (path: RepoPath): boolean => /\.[cm]?[jt]s$/.test(path);

export const isPackageFile = (path: RepoPath): boolean => PACKAGE_NAMES.includes(baseName(path));
