// Gets arguments to a program byte for byte. Node's own argv carries nothing that is not UTF-8, so
// such arguments go through the standard input of `xargs -0`, which starts the program once.
import type { CommandStatus } from '../base/lint-result.ts';
import { isPlainName, joinNames } from '../base/names.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { findProgram } from './find-program.ts';
import type { Workplace } from './workplace.ts';

export interface Delivery {
  readonly program: AbsolutePath;
  readonly args: readonly string[];
  /** For standard input; without it, there is none. */
  readonly input: Buffer | undefined;
  /** What the program's exit code means, as far as it comes through. */
  readonly status: (exitCode: number) => CommandStatus;
}

/** How to start `program`, or why it cannot be. */
export function deliverArguments(
  program: AbsolutePath,
  args: readonly string[],
  { directory, systemPath }: Workplace,
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
    case 123: // 1 to 125, it does not say which
      return { kind: 'failed', exitCode: 1 };
    case 124:
      return { kind: 'failed', exitCode: 255 };
    case 125: // xargs has printed which
      return { kind: 'killed', signal: 'a signal' };
    case 1:
    case 126:
    case 127:
      return { kind: 'broken', message: 'xargs could not start it.' };
    default:
      return exitStatus(exitCode);
  }
}
