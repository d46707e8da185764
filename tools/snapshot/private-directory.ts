// The private directory with this user's snapshots. Its path must suit linters: no hidden directory in it, and no
// repository or foreign configuration above it.
import { readdirSync } from 'node:fs';
import { errorCode, Failure } from '../base/errors.ts';
import { lstatIfExists, makePrivateDirectory } from '../base/files.ts';
import { mayConfigureLinters } from '../base/linter-configuration.ts';
import { absolutePath, joinPath, type AbsolutePath } from '../base/paths.ts';
import {
  isPrivate,
  privateDirectoryPath,
  realPathOf,
  unsuitable,
} from '../base/private-directory-path.ts';
import { sha256 } from '../base/sha256.ts';
import type { Repository } from '../git/repository.ts';

/**
 * The private directory, created if needed, as a real path. Fails with `environment` if others may enter it, or if its
 * path does not suit linters.
 */
export const privateDirectory = (): AbsolutePath => (found ??= openPrivateDirectory());

let found: AbsolutePath | undefined;

function openPrivateDirectory(): AbsolutePath {
  const wanted = privateDirectoryPath();
  if (!wanted.startsWith('/')) {
    throw new Failure('environment', `SWITCHYARD_DIR is not an absolute path: ${wanted}`, {
      next: 'Begin it with a slash.',
    });
  }
  refuseUnsuitable(realPathOf(wanted));
  makeUnlessTaken(wanted);
  if (!isPrivate(wanted)) {
    throw new Failure('environment', `${wanted} is not a private directory of yours.`, {
      why: 'Snapshots hold your code: the directory must be yours, with mode 0700, and no link.',
      next: 'Remove it, or set SWITCHYARD_DIR to a directory of your own.',
    });
  }
  const real = realPathOf(wanted);
  refuseForeignConfiguration(real, process.getuid?.() ?? 0);
  return real;
}

/** Creates the directory, unless something else has its name or that of a directory above. */
function makeUnlessTaken(directory: AbsolutePath): void {
  try {
    makePrivateDirectory(directory);
  } catch (error) {
    const code = errorCode(error) ?? '';
    const why = REFUSED[code];
    if (why !== undefined) {
      throw new Failure('environment', `${directory} cannot be made: ${why}.`, {
        next: 'Set SWITCHYARD_DIR to a directory of your own.',
      });
    }
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
  }
}

const REFUSED: Readonly<Record<string, string>> = {
  ENOENT: 'the system takes no such name',
  EACCES: 'it is not yours to write there',
  EPERM: 'it is not yours to write there',
  EROFS: 'the file system is read-only',
};

/** The directory for the snapshots of one working tree. */
export function repositoryDirectory(directory: AbsolutePath, repository: Repository): AbsolutePath {
  const key = sha256(`${repository.gitDirectory}\0${repository.top}`).slice(0, 16);
  return joinPath(directory, key);
}

/** The name of the checkout's directory: that of the working tree, in plain letters. */
export function checkoutName(repository: Repository): string {
  const name = repository.top.slice(repository.top.lastIndexOf('/') + 1);
  const plain = name.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 60);
  return plain === '' ? 'checkout' : plain;
}

/** Fails if another user has put linter configuration into a directory above, where linters would read it. */
function refuseForeignConfiguration(directory: AbsolutePath, uid: number): void {
  for (let end = directory.lastIndexOf('/'); end >= 0; end = directory.lastIndexOf('/', end - 1)) {
    const ancestor = absolutePath(directory.slice(0, end) || '/');
    if (((lstatIfExists(ancestor)?.mode ?? 0n) & 0o022n) !== 0n) {
      const planted = readdirSync(ancestor).find(
        (name) => mayConfigureLinters(name) && isForeign(joinPath(ancestor, name), uid),
      );
      if (planted !== undefined) {
        throw new Failure(
          'environment',
          `Another user's ${joinPath(ancestor, planted)} is in the way.`,
          {
            why: `Linters in a snapshot below ${ancestor} would take it for configuration of yours.`,
            next: 'Have it removed, or set SWITCHYARD_DIR to a directory below none that others write to.',
          },
        );
      }
    }
    if (end === 0) return;
  }
}

function isForeign(path: AbsolutePath, uid: number): boolean {
  const owner = Number(lstatIfExists(path)?.uid ?? uid);
  return owner !== uid && owner !== 0;
}

function refuseUnsuitable(directory: AbsolutePath): void {
  const reason = unsuitable(directory);
  if (reason !== undefined) {
    throw new Failure('environment', `Snapshots cannot lie in ${directory}.`, reason);
  }
}
