// Renders the steps of a workflow that install npm packages, in every directory with a lock file of a service.
import { LOCK_FILES, type PackageManager } from '../base/package-manager.ts';
import { isWithin, upwards, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { type Tree } from './tool-use.ts';

type Files = Pick<Tree, 'has' | 'read'>;

/** The steps, each as lines, for the top and for `directories` (those of services with linters from npm). */
export function nodeSteps(directories: readonly RepoPath[], files: Files): string[][] {
  const top = '' as RepoPath;
  const isPackage = files.has('package.json');
  const installed = directories.flatMap((directory) => placeOf(directory, files) ?? []);
  const places = [...new Set(isPackage ? [top, ...installed] : installed)].sort();
  const installs = places
    // A package without a lock file below another directory is part of that workspace, which installs it.
    .filter((place) => lockOf(place, files) !== undefined || !isInside(place, places))
    .map((place) => ({ place, lock: lockOf(place, files) }));
  const managers = new Set(installs.map(({ lock }) => MANAGERS.get(lock ?? '') ?? 'npm'));
  return [
    ...(managers.has('pnpm')
      ? [['- uses: pnpm/action-setup@v4', ...pnpmVersion(installs, files)]]
      : []),
    ...(managers.has('yarn') ? [['- run: corepack enable']] : []),
    setUpNode(installs, files),
    ...(managers.has('bun') ? [['- uses: oven-sh/setup-bun@v2']] : []),
    ...(isPackage ? [] : [['- run: npm install --global switchyard']]),
    ...installs.map(({ place, lock }) => [
      `- run: ${installWith(lock, place, files)}`,
      ...(place === '' ? [] : [`  working-directory: ${place}`]),
    ]),
  ];
}

interface Install {
  readonly place: RepoPath;
  readonly lock: string | undefined;
}

const MANAGERS = new Map<string, PackageManager>([...LOCK_FILES, ['npm-shrinkwrap.json', 'npm']]);

const lockOf = (place: RepoPath, { has }: Files): string | undefined =>
  [...MANAGERS.keys()].find((name) => has(joinRepoPath(place, name)));

/** The nearest directory with a lock file, else the nearest with a package.json. */
function placeOf(directory: RepoPath, files: Files): RepoPath | undefined {
  const above = [...upwards(directory)];
  return (
    above.find((at) => lockOf(at, files) !== undefined) ??
    above.find((at) => files.has(joinRepoPath(at, 'package.json')))
  );
}

const isInside = (place: RepoPath, places: readonly RepoPath[]): boolean =>
  places.some((other) => other !== place && isWithin(other, place));

function installWith(lock: string | undefined, place: RepoPath, { has }: Files): string {
  switch (MANAGERS.get(lock ?? '')) {
    case 'pnpm':
      return 'pnpm install --frozen-lockfile';
    case 'yarn':
      return `yarn install ${has(joinRepoPath(place, '.yarnrc.yml')) ? '--immutable' : '--frozen-lockfile'}`;
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
  const places = installs.filter(({ lock }) => lock === 'pnpm-lock.yaml').map(({ place }) => place);
  const stated = (place: RepoPath): string | undefined =>
    /"packageManager"\s*:\s*"pnpm@([\d.]+)/.exec(
      read(joinRepoPath(place, 'package.json')) ?? '',
    )?.[1];
  if (stated('' as RepoPath) !== undefined) return [];
  const [place = '' as RepoPath] = places;
  const lock = /^lockfileVersion:\s*'?([\d.]+)/m.exec(
    read(joinRepoPath(place, 'pnpm-lock.yaml')) ?? '',
  );
  const usual = isAtLeast(parseVersion(lock?.[1] ?? '') ?? [9], [9]) ? '10' : '8';
  return ['  with:', `    version: ${stated(place) ?? usual}`];
}

/** No cache with several package managers, with bun, or without a lock file: the action would fail. */
function setUpNode(installs: readonly Install[], { has }: Files): string[] {
  const locks = installs.flatMap(({ place, lock }) =>
    lock === undefined ? [] : [{ place, lock }],
  );
  const caches = new Set(locks.map(({ lock }) => MANAGERS.get(lock)));
  const [cache] = caches;
  const isCached = caches.size === 1 && cache !== 'bun';
  const versionFile = ['.nvmrc', '.node-version'].find(has);
  const paths = locks.map(({ place, lock }) => joinRepoPath(place, lock));
  return [
    '- uses: actions/setup-node@v4',
    '  with:',
    versionFile === undefined ? '    node-version: 22' : `    node-version-file: ${versionFile}`,
    ...(isCached ? [`    cache: ${cache ?? ''}`] : []),
    ...(isCached && locks.some(({ place }) => place !== '')
      ? ['    cache-dependency-path: |', ...paths.map((path) => `      ${path}`)]
      : []),
  ];
}
