// The user's private directory (mode 0700): holds snapshots, compiled code and other files that may be lost.
import { homedir } from 'node:os';
import { variable } from './environment.ts';
import { inspect } from './files.ts';
import { absolutePath, type AbsolutePath } from './paths.ts';

/** The directory that `SWITCHYARD_DIR` or the platform names; it may not exist. */
export const privatePlace = (): AbsolutePath =>
  absolutePath(variable('SWITCHYARD_DIR') ?? defaultPlace());

const defaultPlace = (): string =>
  process.platform === 'darwin'
    ? `${homedir()}/Library/Caches/switchyard`
    : `/var/tmp/switchyard-${process.getuid?.() ?? 0}`;

/** Whether it is a directory (not a link) that this user owns, with no permissions for anybody else. */
export function isPrivate(directory: AbsolutePath): boolean {
  const stat = inspect(directory);
  const uid = process.getuid?.() ?? 0;
  return stat?.isDirectory() === true && Number(stat.uid) === uid && (stat.mode & 0o077n) === 0n;
}
