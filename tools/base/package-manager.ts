// Package managers of Node.js and Python, recognised by their lock files, and the commands that install with them.
import type { RepoPath } from './paths.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

export type PythonManager = 'uv' | 'poetry' | 'pdm' | 'pipenv';

/** Where a directory's packages are installed: in the directory itself, or where the workspace's lock file is. */
export interface PackageHome<Manager = PackageManager> {
  readonly manager: Manager;
  readonly directory: RepoPath;
}

/** Where a directory's Node.js and Python packages are installed; Python's is known only by a lock file. */
export interface PackageHomes {
  readonly node: PackageHome;
  readonly python: PackageHome<PythonManager> | undefined;
}

type Has = (name: string) => boolean;

/** The package manager whose lock file a directory has; `has` says whether the directory has a file. */
export const managerIn = (has: Has): PackageManager | undefined =>
  LOCK_FILES.find(([name]) => has(name))?.[1];

/** The same for Python. */
export const pythonManagerIn = (has: Has): PythonManager | undefined =>
  PYTHON_LOCK_FILES.find(([name]) => has(name))?.[1];

/** Lock file → manager. If a directory has several, the first in this list counts. */
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

/** The command that adds packages; their names follow. */
export const ADD: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
  bun: 'bun add --dev',
};
