// Tells errors that the user or the machine caused (system errors) from bugs of switchyard.
import { errorCode, Failure, messageOf } from './errors.ts';

const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk quota is used up.',
  EFBIG: 'A file would become larger than the system allows.',
  EROFS: 'The file system is read-only.',
  EACCES: 'A file or directory may not be accessed.',
  EPERM: 'The system does not permit an operation.',
  EMFILE: 'Too many files are open.',
  ENFILE: 'Too many files are open on this machine.',
  ENOMEM: 'There is not enough memory.',
  EAGAIN: 'The system is out of processes or memory.',
  EIO: 'The disk reports an error.',
  ELOOP: 'A path has too many symbolic links.',
  ENAMETOOLONG: 'A path is too long for the system.',
  E2BIG: 'A command line is too long for the system.',
  EBUSY: 'A file or directory is in use.',
  ETXTBSY: 'A program is being written while it is to be started.',
};

const NEXT: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space, or set SWITCHYARD_DIR to a directory on another disk.',
  EDQUOT: 'Free some space, or set SWITCHYARD_DIR to a directory on another disk.',
  EMFILE: 'Raise the limit (ulimit -n), and try again.',
};

/** `error` as a `Failure`; `undefined` if it is neither that nor a known system error: a bug. */
export function asFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
  const what = code === undefined ? undefined : SYSTEM[code];
  if (code === undefined || what === undefined) return undefined;
  const next = NEXT[code];
  return new Failure('environment', what, {
    why: messageOf(error),
    ...(next === undefined ? {} : { next }),
    filesState: INTERRUPTED_FILES_STATE,
  });
}

/** True wherever a command was interrupted: nothing is written before publishing, and publishing is recorded first. */
export const INTERRUPTED_FILES_STATE =
  'Nothing is lost: if publishing had begun, the next switchyard command completes it.';
