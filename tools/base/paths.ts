// The three bases a path can have, as types that cannot be mixed, and the way from one to another.
// Paths are strings everywhere; `names.ts` gives the bytes of those that are not UTF-8.
import { join, relative } from 'node:path';

declare const base: unique symbol;

/** From the file system's root, in the user's working tree, in a snapshot or anywhere else. */
export type AbsolutePath = string & { readonly [base]: 'absolute' };

/** From the top of the working tree, with `/`, as git lists it. The top itself is `''`. */
export type RepoPath = string & { readonly [base]: 'repo' };

/** From a service's directory, with `/`. Begins with `../` for files outside of it. */
export type ServicePath = string & { readonly [base]: 'service' };

export const absolutePath = (path: string): AbsolutePath => path as AbsolutePath;
export const repoPath = (path: string): RepoPath => path as RepoPath;

/**
 * The absolute path of `path`, which is relative to `directory`: a name or, for a top, a `RepoPath`. Not normalised.
 */
export const joinPath = (directory: AbsolutePath, path: string): AbsolutePath =>
  (path === '' ? directory : `${directory === '/' ? '' : directory}/${path}`) as AbsolutePath;

/** The repo-relative path of `name` in `directory`. */
export const joinRepoPath = (directory: RepoPath, name: string): RepoPath =>
  (directory === '' ? name : `${directory}/${name}`) as RepoPath;

/** The normalised absolute path of `path`, which is absolute or relative to `directory`. */
export const resolvePath = (directory: AbsolutePath, path: string): AbsolutePath =>
  (path.startsWith('/') ? join(path) : join(directory, path)) as AbsolutePath;

/** `path` as seen from a service's directory. */
export function servicePath(directory: RepoPath, path: RepoPath): ServicePath {
  if (directory === '') return path as string as ServicePath;
  if (path.startsWith(`${directory}/`)) {
    return path.slice(directory.length + 1) as ServicePath;
  }
  return relative(`/${directory}`, `/${path}`) as ServicePath;
}

/** Whether `path` is `directory` or lies below it, compared by whole segments. */
export const isWithin = (directory: string, path: string): boolean =>
  directory === '' || path === directory || path.startsWith(`${directory}/`);

/** `path` relative to `top` if it lies below it, else `path` itself; for messages. */
export const shownFrom = (top: AbsolutePath, path: AbsolutePath): string =>
  path.startsWith(`${top}/`) ? path.slice(top.length + 1) : path;

/** The directories that hold `path`, deepest first, ending with the top (`''`). */
export function* ancestors(path: RepoPath): Generator<RepoPath> {
  let end = path.lastIndexOf('/');
  while (end > 0) {
    yield path.slice(0, end) as RepoPath;
    end = path.lastIndexOf('/', end - 1);
  }
  yield '' as RepoPath;
}

/** Every directory that holds one of `paths`, the top (`''`) among them if there is a path. */
export function directoriesAbove(paths: readonly RepoPath[]): Set<RepoPath> {
  const directories = new Set<RepoPath>();
  for (const path of paths) {
    for (const directory of ancestors(path)) {
      if (directories.has(directory)) break; // then those above it are there too
      directories.add(directory);
    }
  }
  return directories;
}

/** `directory` and those that hold it, deepest first, ending with the top (`''`). */
export function* selfAndAncestors(directory: RepoPath): Generator<RepoPath> {
  if (directory !== '') yield directory;
  yield* ancestors(directory);
}

/** The last segment of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
/** The directory that holds `path`; for the top, the top. */
export const parentOf = (path: RepoPath): RepoPath =>
  path.slice(0, Math.max(0, path.lastIndexOf('/'))) as RepoPath;
