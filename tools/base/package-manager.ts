// npm and those in its place: known by their lock file, and what is typed to install with them.
import type { RepoPath } from './paths.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** Where packages are installed for a directory: at it, or where the workspace's lock file is. */
export interface PackageHome {
  readonly manager: PackageManager;
  readonly directory: RepoPath;
}

/** The manager that the lock file in a directory is of; `has` says which files are there. */
export function managerIn(has: (name: string) => boolean): PackageManager | undefined {
  return LOCK_FILES.find(([name]) => has(name))?.[1];
}

const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** To be followed by the names of packages. */
export const ADD: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
  bun: 'bun add --dev',
};
