// The user's private directory (mode 0700): holds snapshots, compiled code and other files that may be lost.
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { variable } from './environment.ts';
import { lstatIfExists } from './files.ts';
import { absolutePath, joinPath, type AbsolutePath } from './paths.ts';

/** The directory that `SWITCHYARD_DIR` or the platform names; it may not exist. */
export const privateDirectoryPath = (): AbsolutePath =>
  absolutePath(variable('SWITCHYARD_DIR') ?? defaultPath());

const defaultPath = (): string =>
  process.platform === 'darwin'
    ? `${homedir()}/Library/Caches/switchyard`
    : `/var/tmp/switchyard-${process.getuid?.() ?? 0}`;

/** Whether it is a directory (not a link) that this user owns, with no permissions for anybody else. */
export function isPrivate(directory: AbsolutePath): boolean {
  const stat = lstatIfExists(directory);
  const uid = process.getuid?.() ?? 0;
  return stat?.isDirectory() === true && Number(stat.uid) === uid && (stat.mode & 0o077n) === 0n;
}

/** The real path of a directory, or the one that it will have when it is made. */
export function realPathOf(directory: AbsolutePath): AbsolutePath {
  try {
    return absolutePath(realpathSync(directory));
  } catch {
    const parent = absolutePath(dirname(directory));
    return parent === directory ? directory : joinPath(realPathOf(parent), basename(directory));
  }
}

interface Unsuitable {
  readonly why: string;
  readonly next: string;
}

/** Why linters would find nothing, or somebody else's configuration, in a directory with this real path. */
export function unsuitable(directory: AbsolutePath): Unsuitable | undefined {
  const hidden = directory.split('/').find((segment) => segment.startsWith('.'));
  if (hidden !== undefined) {
    return {
      why: `Linters skip what is below a hidden directory (${hidden}).`,
      next: 'Set SWITCHYARD_DIR to another directory.',
    };
  }
  for (let at = directory.length; at > 0; at = directory.lastIndexOf('/', at - 1)) {
    const ancestor = absolutePath(directory.slice(0, at));
    if (lstatIfExists(joinPath(ancestor, '.git')) === undefined) continue;
    return {
      why: `Linters would take ${ancestor} for their repository.`,
      next: 'Set SWITCHYARD_DIR to a directory outside of every checkout.',
    };
  }
  return undefined;
}
