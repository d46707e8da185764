// Runs the linters of every service of a plan, in a snapshot. Does not look at what they change.
import type { LintResult } from '../base/model/lint-result.ts';
import type { OnProgress } from '../base/model/outcome.ts';
import type { AbsolutePath } from '../base/paths.ts';
import type { ServicePlan } from '../base/model/plan.ts';
import { lintService } from './lint-service.ts';
import { createSemaphore } from './semaphore.ts';
import { startWatcher } from './watcher.ts';
import { executionContexts } from './execution-context.ts';

export interface LintOptions {
  /** The top of the snapshot: commands run in its service directories. */
  readonly root: AbsolutePath;
  /** The top of the user's working tree, whose own programs are not to run. */
  readonly top: AbsolutePath;
  /** Whether linters are asked for coloured output. */
  readonly colour: boolean;
  /** Whether linters that can are asked for machine-readable output. */
  readonly machineReadable?: boolean;
  /** Interrupts the run: every linter, and all that it started, is ended. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /**
   * Called before the first linter is started, with the id of the watcher: a process that runs until no linter does,
   * also if this process is killed; `undefined` if it could not be started.
   */
  readonly onBegin?: (watcher: number | undefined) => void;
  /** Called for each service when all its linters have ended. */
  readonly onEnd?: (plan: ServicePlan) => void;
  /** How many linters may run at once; by default as many as there are cores, at least 4. */
  readonly concurrency?: number | undefined;
}

/** Bytes. JSON that was cut off could not be parsed, and eslint's has the text of each file. */
const MAX_MACHINE_READABLE = 1 << 28;

/**
 * Lints the services in parallel. Failing linters are results; if interrupted, rejects with the signal's reason. When
 * this ends, in whichever way, none of its linters runs any more.
 */
export async function lint(
  plans: readonly ServicePlan[],
  options: LintOptions,
): Promise<LintResult[]> {
  const { root, top, colour, onProgress } = options;
  let isInterrupted = options.signal.aborted;
  let interrupt = (): void => undefined;
  const interrupted = new Promise<'interrupted'>((resolve) => {
    interrupt = () => {
      isInterrupted = true;
      resolve('interrupted');
    };
  });
  options.signal.addEventListener('abort', interrupt);
  const contextOf = executionContexts({ root, top }, colour);
  const watcher = startWatcher();
  options.onBegin?.(watcher.id);
  const semaphore = createSemaphore(options.concurrency);
  const lintings = plans.map(async (plan) => {
    const result = await lintService(plan, {
      service: plan.service,
      executionContext: contextOf(plan.service.directory),
      seconds: plan.service.timeout,
      root,
      isInterrupted: () => isInterrupted,
      interrupted,
      watcher,
      semaphore,
      onProgress,
      ...(options.machineReadable === true && {
        machineReadable: true,
        outputBound: MAX_MACHINE_READABLE,
      }),
    });
    options.onEnd?.(plan);
    return result;
  });
  try {
    const results = await Promise.all(lintings);
    options.signal.throwIfAborted();
    return results;
  } catch (error) {
    interrupt(); // a bug
    await Promise.allSettled(lintings);
    throw error;
  } finally {
    options.signal.removeEventListener('abort', interrupt);
    watcher.close();
  }
}
