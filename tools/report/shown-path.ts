// How a path of the repository is shown: from where the user stands, so that a terminal can open it.
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { escapeName } from './escape-name.ts';

/** Where the user, the repository and the snapshot are. */
export interface Places {
  readonly top: AbsolutePath;
  readonly userDirectory: AbsolutePath;
  readonly snapshotRoot: AbsolutePath | undefined;
}

/** `path` relative to where the user stands; absolute if that is outside of the working tree. */
export function shownPath(places: Places, path: RepoPath): string {
  const absolute = below(places.top, path);
  const shown =
    userFolder(places) === undefined ? absolute : relative(places.userDirectory, absolute);
  return escapeName(shown === '' ? '.' : shown);
}

/** Where the user stands, from the top (`''`); `undefined` outside of the working tree. */
export function userFolder({ top, userDirectory }: Places): string | undefined {
  if (userDirectory === top) return '';
  const prefix = top === '/' ? '/' : `${top}/`;
  return userDirectory.startsWith(prefix) ? userDirectory.slice(prefix.length) : undefined;
}

/** The snapshot's root as it is named, and as the system resolves it. */
export function snapshotRoots({ snapshotRoot }: Places): string[] {
  if (snapshotRoot === undefined) return [];
  return [...new Set([snapshotRoot, resolved(snapshotRoot)])];
}

function resolved(path: AbsolutePath): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
