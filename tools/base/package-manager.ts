// npm, those in its place, and Python's: known by their lock file, and what is typed to install with them.
import type { RepoPath } from './paths.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

export type PythonManager = 'uv' | 'poetry' | 'pdm' | 'pipenv';

/** Where packages are installed for a directory: at it, or where the workspace's lock file is. */
export interface PackageHome<Manager = PackageManager> {
  readonly manager: Manager;
  readonly directory: RepoPath;
}

/** For a directory; of Python's only if there is a lock file. */
export interface PackageHomes {
  readonly node: PackageHome;
  readonly python: PackageHome<PythonManager> | undefined;
}

type Has = (name: string) => boolean;

/** The manager that the lock file in a directory is of; `has` says which files are there. */
export const managerIn = (has: Has): PackageManager | undefined =>
  LOCK_FILES.find(([name]) => has(name))?.[1];

export const pythonManagerIn = (has: Has): PythonManager | undefined =>
  PYTHON_LOCK_FILES.find(([name]) => has(name))?.[1];

/** By which each manager is known; the first that is there counts. */
export const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

const PYTHON_LOCK_FILES: readonly (readonly [string, PythonManager])[] = [
  ['uv.lock', 'uv'],
  ['poetry.lock', 'poetry'],
  ['pdm.lock', 'pdm'],
  ['Pipfile.lock', 'pipenv'],
];

/** To be followed by the names of packages. */
export const ADD: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
  bun: 'bun add --dev',
};
