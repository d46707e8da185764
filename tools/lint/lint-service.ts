// Lints one service: its steps side by side, except where two of them share a file.
import type { CommandResult, LintResult } from '../base/lint-result.ts';
import { misplaced } from '../base/misplaced.ts';
import type { Misdeed } from '../base/outcome.ts';
import type { ServicePlan, Step } from '../base/plan.ts';
import type { Task } from '../base/service.ts';
import { sinceStart } from '../base/timing.ts';
import { stepsToWaitFor } from './order.ts';
import type { TaskContext } from './run-command.ts';
import { passed, runTask, taskName } from './run-task.ts';

interface StepEnd {
  readonly passed: boolean;
  readonly commands: readonly CommandResult[];
}

/**
 * Runs the plan's steps. A step ends with its first task that fails; a later step that shares a file
 * with it does not run, all others do. Has a result for everything that ran, in the order written.
 */
export async function lintService(plan: ServicePlan, context: TaskContext): Promise<LintResult> {
  const began = sinceStart();
  const waits = stepsToWaitFor(plan.steps);
  const ends: Promise<StepEnd>[] = [];
  for (const [place, step] of plan.steps.entries()) {
    const earlier = (waits[place] ?? []).flatMap((index) => ends[index] ?? []);
    ends.push(runStep(step, earlier, context));
  }
  const commands = (await Promise.all(ends)).flatMap((end) => end.commands);
  return { plan, commands, milliseconds: sinceStart() - began };
}

async function runStep(
  step: Step,
  earlier: readonly Promise<StepEnd>[],
  context: TaskContext,
): Promise<StepEnd> {
  const ends = await Promise.all(earlier);
  if (ends.some((end) => !end.passed)) return { passed: false, commands: [] };
  const commands: CommandResult[] = [];
  for (const [place, task] of step.pattern.tasks.entries()) {
    const isFirst = place === 0 && ends.length === 0;
    const missing = isFirst ? [] : misplaced(context.root, step.paths);
    if (missing.length > 0)
      return { passed: false, commands: [...commands, notRun(task, missing)] };
    commands.push(...(await runTask(task, step, context)));
    if (!passed(commands)) return { passed: false, commands };
  }
  return { passed: true, commands };
}

/** It would wait for a pipe, or follow a link out of the snapshot. */
function notRun(task: Task, missing: readonly Misdeed[]): CommandResult {
  const count = `${missing.length} of its files ${missing.length === 1 ? 'is' : 'are'} not there any more`;
  return {
    command: taskName(task),
    status: { kind: 'broken', message: `Not run: ${count}.` },
    output: Buffer.alloc(0),
    milliseconds: 0,
  };
}
