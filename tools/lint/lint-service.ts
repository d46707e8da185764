// Lints one service: its steps run in parallel, but two that share a file run in order.
import type { CommandResult, LintResult } from '../base/model/lint-result.ts';
import { findUnusableFiles } from '../base/unusable-files.ts';
import type { UnusableFile } from '../base/model/outcome.ts';
import type { ServicePlan, Step } from '../base/model/plan.ts';
import type { Task } from '../base/model/service.ts';
import { sinceStart } from '../base/timing.ts';
import { stepsToWaitFor } from './steps-to-wait-for.ts';
import type { TaskContext } from './run-command.ts';
import { passed, runTask, taskName } from './run-task.ts';

interface StepEnd {
  readonly passed: boolean;
  readonly commands: readonly CommandResult[];
}

/**
 * Runs the plan's steps. A step ends at its first failed task; later steps that share a file with it do not run, all
 * others do. The result has every command that ran, in the order of the configuration.
 */
export async function lintService(plan: ServicePlan, context: TaskContext): Promise<LintResult> {
  const began = sinceStart();
  const waits = stepsToWaitFor(plan.steps);
  const ends: Promise<StepEnd>[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const earlier = (waits[index] ?? []).flatMap((other) => ends[other] ?? []);
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
  for (const [index, task] of step.pattern.tasks.entries()) {
    const isFirst = index === 0 && ends.length === 0;
    const missing = isFirst ? [] : findUnusableFiles(context.root, step.paths);
    if (missing.length > 0)
      return { passed: false, commands: [...commands, notRun(task, missing)] };
    commands.push(...(await runTask(task, step, context)));
    if (!passed(commands)) return { passed: false, commands };
  }
  return { passed: true, commands };
}

/** The result of a task that is not run because its files are gone: it could block at a pipe, or follow a link. */
function notRun(task: Task, missing: readonly UnusableFile[]): CommandResult {
  const count = `${missing.length} of its files ${missing.length === 1 ? 'is' : 'are'} not there any more`;
  return {
    command: taskName(task),
    status: { kind: 'broken', message: `Not run: ${count}.` },
    output: Buffer.alloc(0),
    milliseconds: 0,
  };
}
