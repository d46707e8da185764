// Renders the steps of a workflow that install npm packages, in every directory with a lock file of a service.
import { LOCK_FILES, type PackageManager } from '../base/package-manager.ts';
import { isWithin, selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { type Tree } from './tool-use.ts';

type Files = Pick<Tree, 'has' | 'read'>;

/** The steps, each as lines, for the top and for `directories` (those of services with linters from npm). */
export function nodeSteps(directories: readonly RepoPath[], files: Files): string[][] {
  const top = '' as RepoPath;
  const isPackage = files.has('package.json');
  const installed = directories.flatMap((directory) => installDirectoryOf(directory, files) ?? []);
  const roots = [...new Set(isPackage ? [top, ...installed] : installed)].sort();
  const installs = roots
    // A package without a lock file below another directory is part of that workspace, which installs it.
    .filter((directory) => lockOf(directory, files) !== undefined || !isInside(directory, roots))
    .map((directory) => ({ directory, lock: lockOf(directory, files) }));
  const managers = new Set(installs.map(({ lock }) => MANAGERS.get(lock ?? '') ?? 'npm'));
  return [
    ...(managers.has('pnpm')
      ? [['- uses: pnpm/action-setup@v4', ...pnpmVersion(installs, files)]]
      : []),
    ...(managers.has('yarn') ? [['- run: corepack enable']] : []),
    setUpNode(installs, files),
    ...(managers.has('bun') ? [['- uses: oven-sh/setup-bun@v2']] : []),
    ...(isPackage ? [] : [['- run: npm install --global switchyard']]),
    ...installs.map(({ directory, lock }) => [
      `- run: ${installWith(lock, directory, files)}`,
      ...(directory === '' ? [] : [`  working-directory: ${directory}`]),
    ]),
  ];
}

interface Install {
  readonly directory: RepoPath;
  readonly lock: string | undefined;
}

const MANAGERS = new Map<string, PackageManager>([...LOCK_FILES, ['npm-shrinkwrap.json', 'npm']]);

const lockOf = (directory: RepoPath, { has }: Files): string | undefined =>
  [...MANAGERS.keys()].find((name) => has(joinRepoPath(directory, name)));

/** The nearest directory with a lock file, else the nearest with a package.json. */
function installDirectoryOf(directory: RepoPath, files: Files): RepoPath | undefined {
  const above = [...selfAndAncestors(directory)];
  return (
    above.find((at) => lockOf(at, files) !== undefined) ??
    above.find((at) => files.has(joinRepoPath(at, 'package.json')))
  );
}

const isInside = (directory: RepoPath, directories: readonly RepoPath[]): boolean =>
  directories.some((other) => other !== directory && isWithin(other, directory));

function installWith(lock: string | undefined, directory: RepoPath, { has }: Files): string {
  switch (MANAGERS.get(lock ?? '')) {
    case 'pnpm':
      return 'pnpm install --frozen-lockfile';
    case 'yarn':
      return `yarn install ${has(joinRepoPath(directory, '.yarnrc.yml')) ? '--immutable' : '--frozen-lockfile'}`;
    case 'bun':
      return 'bun install --frozen-lockfile';
    case 'npm':
      return 'npm ci';
    case undefined:
      return 'npm install';
  }
}

/** The version of pnpm, unless `packageManager` of the top states one: the action reads it there, or fails. */
function pnpmVersion(installs: readonly Install[], { read }: Files): string[] {
  const directories = installs
    .filter(({ lock }) => lock === 'pnpm-lock.yaml')
    .map(({ directory }) => directory);
  const stated = (directory: RepoPath): string | undefined =>
    /"packageManager"\s*:\s*"pnpm@([\d.]+)/.exec(
      read(joinRepoPath(directory, 'package.json')) ?? '',
    )?.[1];
  if (stated('' as RepoPath) !== undefined) return [];
  const [directory = '' as RepoPath] = directories;
  const lock = /^lockfileVersion:\s*'?([\d.]+)/m.exec(
    read(joinRepoPath(directory, 'pnpm-lock.yaml')) ?? '',
  );
  const usual = isAtLeast(parseVersion(lock?.[1] ?? '') ?? [9], [9]) ? '10' : '8';
  return ['  with:', `    version: ${stated(directory) ?? usual}`];
}

/** No cache with several package managers, with bun, or without a lock file: the action would fail. */
function setUpNode(installs: readonly Install[], { has }: Files): string[] {
  const locks = installs.flatMap(({ directory, lock }) =>
    lock === undefined ? [] : [{ directory, lock }],
  );
  const caches = new Set(locks.map(({ lock }) => MANAGERS.get(lock)));
  const [cache] = caches;
  const isCached = caches.size === 1 && cache !== 'bun';
  const versionFile = ['.nvmrc', '.node-version'].find(has);
  const paths = locks.map(({ directory, lock }) => joinRepoPath(directory, lock));
  return [
    '- uses: actions/setup-node@v4',
    '  with:',
    versionFile === undefined ? '    node-version: 22' : `    node-version-file: ${versionFile}`,
    ...(isCached ? [`    cache: ${cache ?? ''}`] : []),
    ...(isCached && locks.some(({ directory }) => directory !== '')
      ? ['    cache-dependency-path: |', ...paths.map((path) => `      ${path}`)]
      : []),
  ];
}
