// Passes arguments to a program byte for byte. Node can only pass UTF-8 as argv; other arguments go through the
// standard input of `xargs -0`, which starts the program once.
import type { CommandStatus } from '../base/model/lint-result.ts';
import { isPlainName, joinNames } from '../base/names.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { findProgram } from './find-program.ts';
import type { ExecutionContext } from './execution-context.ts';

export interface Delivery {
  readonly program: AbsolutePath;
  readonly args: readonly string[];
  /** Written to standard input; without it, standard input is empty. */
  readonly input: Buffer | undefined;
  /** Interprets the exit code: the program's own, or that of xargs. */
  readonly status: (exitCode: number) => CommandStatus;
}

/** How to start `program` with `args`, or the status to report if that is not possible. */
export function deliverArguments(
  program: AbsolutePath,
  args: readonly string[],
  { directory, systemPath }: ExecutionContext,
): Delivery | CommandStatus {
  const firstBytes = args.findIndex((argument) => !isPlainName(argument));
  if (firstBytes === -1) return { program, args, input: undefined, status: exitStatus };
  const xargs = findProgram('xargs', directory, systemPath);
  if (xargs.kind === 'not-found') {
    return { kind: 'not-found', program: 'xargs', lookedIn: xargs.lookedIn };
  }
  const input = joinNames(args.slice(firstBytes));
  const fixed = [program, ...args.slice(0, firstBytes)];
  const size = input.length + Buffer.byteLength(fixed.join(' ')) + 1_024;
  // -x with -n and -s: one process gets all of them, or none is started
  const once = ['-0', '-x', '-n', String(args.length - firstBytes), '-s', String(size)];
  return { program: xargs.program, args: [...once, ...fixed], input, status: xargsStatus };
}

function exitStatus(exitCode: number): CommandStatus {
  return exitCode === 0 ? { kind: 'passed' } : { kind: 'failed', exitCode };
}

function xargsStatus(exitCode: number): CommandStatus {
  switch (exitCode) {
    case 123: // the program exited with a code from 1 to 125
      return { kind: 'failed', exitCode: 1 };
    case 124:
      return { kind: 'failed', exitCode: 255 };
    case 125: // by a signal, which xargs has printed
      return { kind: 'killed', signal: 'a signal' };
    case 1:
    case 126:
    case 127:
      return { kind: 'broken', message: 'xargs could not start it.' };
    default:
      return exitStatus(exitCode);
  }
}
