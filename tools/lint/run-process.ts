// The single door to linters' processes: starts one, keeps what it prints, and sees that it ends.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { ResultPromise } from 'execa';
import { checkpoint } from '../base/checkpoint.ts';
import type { CommandStatus } from '../base/lint-result.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { captureOutput, type CapturedOutput } from './captured-output.ts';
import { deliverArguments, type Delivery } from './deliver-arguments.ts';
import { setLimit } from './limit.ts';
import { endGroup } from './process-group.ts';
import type { Watcher } from './watcher.ts';
import type { Workplace } from './workplace.ts';

export interface ProcessLimits {
  /** How long it may take. */
  readonly seconds: number;
  /** Ends it earlier. */
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
  /** Bytes that are kept of the beginning of its output, and of the end. */
  readonly outputBound?: number;
}

export interface ProcessEnd {
  readonly status: CommandStatus;
  readonly output: Buffer;
  readonly milliseconds: number;
}

/**
 * Runs `program` in a process group of its own, with these arguments whatever bytes they are and with
 * no input, until it exits. Past its time, or on the signal, the group and what else is in its session
 * is ended before this returns. A daemon that it leaves behind lives on and is not waited for.
 */
export async function runProcess(
  program: AbsolutePath,
  args: readonly string[],
  place: Workplace,
  limits: ProcessLimits,
): Promise<ProcessEnd> {
  const delivery = deliverArguments(program, args, place);
  const output = captureOutput(limits.outputBound);
  const began = performance.now();
  const status = 'kind' in delivery ? delivery : await run(delivery, place, output, limits);
  return { status, output: output.kept(), milliseconds: performance.now() - began };
}

const OPTIONS = {
  extendEnv: false,
  detached: true,
  cleanup: false, // ending it is the work of process-group.ts and watcher.ts
  reject: false,
  buffer: false,
  stdout: 'pipe',
  stderr: 'pipe',
} as const;

type Child = ResultPromise<typeof OPTIONS>;

async function run(
  delivery: Delivery,
  place: Workplace,
  output: CapturedOutput,
  { seconds, signal, watcher }: ProcessLimits,
): Promise<CommandStatus> {
  const { execa } = await import('execa');
  if (signal.aborted) return { kind: 'killed', signal: 'SIGTERM' };
  checkpoint('before a linter');
  const child = execa(delivery.program, delivery.args, {
    ...OPTIONS,
    cwd: place.directory,
    env: place.environment,
    ...(delivery.input === undefined ? { stdin: 'ignore' } : { input: delivery.input }),
  }) as Child;
  if (child.pid === undefined) return notStarted(delivery, place, (await child).code);
  watcher.begin(child.pid);
  child.stdout.on('data', output.add);
  child.stderr.on('data', output.add);
  const closed = once(child, 'close');
  const limit = setLimit(seconds, signal);
  const reached = await Promise.race([once(child, 'exit').then(() => undefined), limit.reached]);
  limit.lift();
  if (reached !== undefined) await endGroup(child.pid);
  await drain(child, closed, output);
  watcher.end(child.pid);
  checkpoint('after a linter');
  if (reached === 'timed-out') return { kind: 'timed-out', seconds };
  const { exitCode, signal: endedBy } = await child;
  return exitCode === undefined
    ? { kind: 'killed', signal: endedBy ?? 'SIGTERM' }
    : delivery.status(exitCode);
}

const GRACE = 100;
const LONGEST_GRACE = 2_000;

/** Reads what is still in the pipes; gives up on those that something left behind keeps open. */
async function drain(child: Child, closed: Promise<unknown>, output: CapturedOutput) {
  const isClosed = closed.then(() => true);
  let before = -1;
  for (let waited = 0; waited < LONGEST_GRACE; waited += GRACE) {
    if (before === output.received()) break;
    before = output.received();
    if (await Promise.race([isClosed, delay(GRACE, false, { ref: false })])) return;
    await nextTurn(); // what has arrived by now is read
  }
  child.stdout.destroy();
  child.stderr.destroy();
}

/** The program was found, and the system still does not start it. */
function notStarted({ program }: Delivery, place: Workplace, code = 'unknown'): CommandStatus {
  const why = (() => {
    if (code === 'E2BIG') return 'the command line is too long for this system';
    if (code !== 'ENOENT') return `the system says ${code}`;
    return existsSync(place.directory)
      ? 'the interpreter that its first line names is not there'
      : `its directory, ${place.directory}, is not there any more`;
  })();
  return { kind: 'broken', message: `${program} could not be started: ${why}.` };
}
