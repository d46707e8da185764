// Shows paths of the repository relative to the user's directory, so that a terminal can open them.
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { joinPath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { escapeName } from './escape-name.ts';

/**
 * What paths are shown by: the top of the working tree, the user's directory, and the top of the snapshot if there is
 * one.
 */
export interface PathContext {
  readonly top: AbsolutePath;
  readonly userDirectory: AbsolutePath;
  readonly snapshotRoot: AbsolutePath | undefined;
}

/** `path` relative to the user's directory, escaped; absolute if that directory is outside of the working tree. */
export function shownPath(pathContext: PathContext, path: RepoPath): string {
  const absolute = joinPath(pathContext.top, path);
  const shown =
    userFolder(pathContext) === undefined
      ? absolute
      : relative(pathContext.userDirectory, absolute);
  return escapeName(shown === '' ? '.' : shown);
}

/** The user's directory relative to the top (`''` at the top); `undefined` if it is outside of the working tree. */
export function userFolder({ top, userDirectory }: PathContext): string | undefined {
  if (userDirectory === top) return '';
  const prefix = top === '/' ? '/' : `${top}/`;
  return userDirectory.startsWith(prefix) ? userDirectory.slice(prefix.length) : undefined;
}

/** The snapshot's top as it is named, and as a real path; linters print either. */
export function snapshotRoots({ snapshotRoot }: PathContext): string[] {
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
