// The single door to linters' processes: starts one, captures its output, and makes sure that it ends. Uses Node's own
// `spawn`: execa takes 25 ms more for three linters, and returns so late that a kill in between would leave a linter
// without a watcher.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import { checkpoint } from '../base/checkpoint.ts';
import { errorCode } from '../base/errors.ts';
import type { CommandStatus } from '../base/model/lint-result.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { sinceStart } from '../base/timing.ts';
import { captureOutput, type CapturedOutput } from './captured-output.ts';
import { deliverArguments, type Delivery } from './deliver-arguments.ts';
import { startTimeLimit } from './time-limit.ts';
import { endGroup } from './process-group.ts';
import type { Watcher } from './watcher.ts';
import type { ExecutionContext } from './execution-context.ts';

export interface ProcessLimits {
  /** The time limit. */
  readonly seconds: number;
  /** Whether the run is interrupted: then no process is started. */
  readonly isInterrupted: () => boolean;
  /** Resolves when the run is interrupted, which ends the process. */
  readonly interrupted: Promise<'interrupted'>;
  readonly watcher: Watcher;
  /** How many bytes of output are kept of the beginning, and as many of the end. */
  readonly outputBound?: number;
}

export interface ProcessEnd {
  readonly status: CommandStatus;
  readonly output: Buffer;
  readonly milliseconds: number;
}

/**
 * Runs `program` until it exits, in a process group of its own, without input; `args` may have any bytes. After the
 * time limit or if interrupted, ends the group and its session before this returns. Does not wait for a daemon that the
 * program leaves behind.
 */
export async function runProcess(
  program: AbsolutePath,
  args: readonly string[],
  executionContext: ExecutionContext,
  limits: ProcessLimits,
): Promise<ProcessEnd> {
  const delivery = deliverArguments(program, args, executionContext);
  const output = captureOutput(limits.outputBound);
  const began = sinceStart();
  const status =
    'kind' in delivery ? delivery : await run(delivery, executionContext, output, limits);
  return { status, output: output.kept(), milliseconds: sinceStart() - began };
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

async function run(
  delivery: Delivery,
  executionContext: ExecutionContext,
  output: CapturedOutput,
  { seconds, isInterrupted, interrupted, watcher }: ProcessLimits,
): Promise<CommandStatus> {
  if (isInterrupted()) return { kind: 'killed', signal: 'SIGTERM' };
  checkpoint('before a linter');
  let child: Child;
  try {
    child = start(delivery, executionContext);
    if (child.pid === undefined) await once(child, 'spawn'); // throws what it fails with
  } catch (error) {
    return notStarted(delivery, executionContext, errorCode(error));
  }
  if (child.pid === undefined) return notStarted(delivery, executionContext);
  watcher.begin(child.pid);
  child.stdout.on('data', (chunk: Buffer) => {
    output.add(chunk, 'stdout');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.add(chunk, 'stderr');
  });
  const closed = once(child, 'close');
  const limit = startTimeLimit(seconds, interrupted);
  const reached = await Promise.race([once(child, 'exit').then(() => undefined), limit.reached]);
  limit.clear();
  if (reached !== undefined) await endGroup(child.pid);
  await drain(child, closed, output);
  watcher.end(child.pid);
  checkpoint('after a linter');
  if (reached === 'timed-out') return { kind: 'timed-out', seconds };
  return child.exitCode === null
    ? { kind: 'killed', signal: child.signalCode ?? 'SIGTERM' }
    : delivery.status(child.exitCode);
}

function start({ program, args, input }: Delivery, executionContext: ExecutionContext): Child {
  const child = spawn(program, args, {
    cwd: executionContext.directory,
    env: executionContext.environment,
    detached: true, // a group of its own, which process-group.ts and watcher.ts can end
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  }) as Child;
  child.stdin?.on('error', () => undefined); // it may end before it has read everything
  child.stdin?.end(input);
  return child;
}

const GRACE = 100;
const MAX_GRACE_MS = 2_000;

/** Reads the rest of the output; does not wait for pipes that a process left behind keeps open. */
async function drain(child: Child, closed: Promise<unknown>, output: CapturedOutput) {
  const isClosed = closed.then(() => true);
  let before = -1;
  for (let waited = 0; waited < MAX_GRACE_MS; waited += GRACE) {
    if (before === output.received()) break;
    before = output.received();
    if (await Promise.race([isClosed, delay(GRACE, false, { ref: false })])) return;
    await nextTurn(); // what has arrived by now is read
  }
  child.stdout.destroy();
  child.stderr.destroy();
}

/** The status for a program that was found and that the system does not start. */
function notStarted(
  { program }: Delivery,
  executionContext: ExecutionContext,
  code = 'unknown',
): CommandStatus {
  const why = (() => {
    if (code === 'E2BIG') return 'the command line is too long for this system';
    if (code !== 'ENOENT') return `the system says ${code}`;
    return existsSync(executionContext.directory)
      ? 'the interpreter that its first line names is not there'
      : `its directory, ${executionContext.directory}, is not there any more`;
  })();
  return { kind: 'broken', message: `${program} could not be started: ${why}.` };
}
