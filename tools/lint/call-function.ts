// Calls a function of the configuration with absolute paths in the snapshot, for no longer than a
// linter may take.
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { CommandStatus } from '../base/model/lint-result.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { FunctionFailure, type FunctionCall } from '../base/model/service.ts';
import { sinceStart } from '../base/timing.ts';
import { startTimeLimit } from './time-limit.ts';
import type { TaskContext } from './run-command.ts';
import type { ProcessEnd } from './run-process.ts';

export type Called<Value> =
  | { readonly kind: 'returned'; readonly value: Value; readonly milliseconds: number }
  | ({ readonly kind: 'ended' } & ProcessEnd);

/** Milliseconds that an aborted function may take before it is no longer waited for. */
const GRACE = 3_000;

/** Calls the function, and returns its value, or a status if it throws or takes longer than `seconds`. */
export function callFunction<Value>(
  title: string,
  work: (call: FunctionCall) => Promise<Value>,
  files: readonly AbsolutePath[],
  {
    executionContext,
    seconds,
    isInterrupted,
    interrupted,
    service,
    semaphore,
    onProgress,
  }: TaskContext,
): Promise<Called<Value>> {
  return semaphore(async () => {
    const began = sinceStart();
    const ended = (status: CommandStatus, output: Buffer = Buffer.alloc(0)): Called<Value> => ({
      kind: 'ended',
      status,
      output,
      milliseconds: sinceStart() - began,
    });
    if (isInterrupted()) return ended({ kind: 'killed', signal: 'SIGTERM' });

    const ending = new AbortController();
    const limit = startTimeLimit(seconds, interrupted);
    onProgress({ kind: 'command', state: 'started', service, command: title });
    const call = work({ directory: executionContext.directory, files, signal: ending.signal }).then(
      (value): Called<Value> => ({
        kind: 'returned',
        value,
        milliseconds: sinceStart() - began,
      }),
      (error: unknown) =>
        ended(
          { kind: 'broken', message: messageOf(error) },
          error instanceof FunctionFailure ? error.output : undefined,
        ),
    );
    const first = await Promise.race([call, limit.reached]);
    limit.clear();
    if (typeof first === 'string') {
      ending.abort();
      await Promise.race([call, delay(GRACE, undefined, { ref: false })]);
    }
    onProgress({ kind: 'command', state: 'finished', service, command: title });
    if (first === 'timed-out') return ended({ kind: 'timed-out', seconds });
    return first === 'interrupted' ? ended({ kind: 'killed', signal: 'SIGTERM' }) : first;
  });
}
