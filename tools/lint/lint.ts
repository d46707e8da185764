// Runs the linters of every service of a plan, in a snapshot. Decides nothing about what they change.
import { setMaxListeners } from 'node:events';
import type { LintResult } from '../base/lint-result.ts';
import type { OnProgress } from '../base/outcome.ts';
import type { AbsolutePath } from '../base/paths.ts';
import type { ServicePlan } from '../base/plan.ts';
import { lintService } from './lint-service.ts';
import { createSlots } from './slots.ts';
import { startWatcher } from './watcher.ts';
import { workplaces } from './workplace.ts';

export interface LintOptions {
  /** The snapshot: commands run in its service directories. */
  readonly root: AbsolutePath;
  /** The user's working tree, whose own programs are not to run. */
  readonly top: AbsolutePath;
  /** Whether linters are asked for colour, or for none. */
  readonly colour: boolean;
  /** Whether linters that can are asked for machine-readable output. */
  readonly machineReadable?: boolean;
  /** Interrupts: every linter and all it started is ended. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** Told the process that runs until no linter is at work, also if this one is killed. */
  readonly onWatcher?: (id: number) => void;
  /** Told each service whose linters have all ended. */
  readonly onEnd?: (plan: ServicePlan) => void;
  /** How many linters may run at once; without it, as the machine has cores. */
  readonly concurrency?: number | undefined;
}

/** A part of it would be of no use: eslint repeats the text of each file. */
const MACHINE_READABLE_BOUND = 1 << 28;

/**
 * Lints the services side by side. Failing linters are results; after an interrupt this rejects with
 * the signal's reason. Whichever way it ends, no linter of it runs any more.
 */
export async function lint(
  plans: readonly ServicePlan[],
  options: LintOptions,
): Promise<LintResult[]> {
  const { root, top, colour, onProgress } = options;
  const bug = new AbortController();
  const signal = AbortSignal.any([options.signal, bug.signal]);
  setMaxListeners(0, signal);
  const workplace = workplaces({ root, top }, colour);
  const watcher = startWatcher();
  if (watcher.id !== undefined) options.onWatcher?.(watcher.id);
  const slots = createSlots(options.concurrency);
  const lintings = plans.map(async (plan) => {
    const result = await lintService(plan, {
      service: plan.service,
      place: workplace(plan.service.directory),
      seconds: plan.service.timeout,
      root,
      signal,
      watcher,
      slots,
      onProgress,
      ...(options.machineReadable === true && {
        machineReadable: true,
        outputBound: MACHINE_READABLE_BOUND,
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
    bug.abort();
    await Promise.allSettled(lintings);
    throw error;
  } finally {
    watcher.close();
  }
}
