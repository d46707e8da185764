// Runs one task: a command, a function of the configuration, or a `{ title, task }`.
import type { CommandResult } from '../base/model/lint-result.ts';
import { joinPath, servicePath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Step } from '../base/model/plan.ts';
import type { Task } from '../base/model/service.ts';
import { batches, roomForFiles } from './batches.ts';
import { callFunction, type Called } from './call-function.ts';
import { fileArgument, parseCommand } from './parse-command.ts';
import { runCommand, type TaskContext } from './run-command.ts';

type FunctionTask = Extract<Task, { kind: 'function' }>;
type TitledTask = Extract<Task, { kind: 'titled' }>;

export const passed = (results: readonly CommandResult[]): boolean =>
  results.every(({ status }) => status.kind === 'passed');

/** The name of a task in reports; commands that a function returns are reported by their own text. */
export function taskName(task: Task): string {
  switch (task.kind) {
    case 'command':
      return task.command;
    case 'function':
      return task.name;
    case 'titled':
      return task.title;
  }
}

/** Runs `task` on the step's paths. Returns the results of all commands that ran. */
export function runTask(
  task: Task,
  { paths, unsharded }: Pick<Step, 'paths' | 'unsharded'>,
  context: TaskContext,
): Promise<CommandResult[]> {
  switch (task.kind) {
    case 'command': {
      const files = paths.map((path) => fileArgument(servicePath(context.service.directory, path)));
      return runCommand(task.command, parseCommand(task.command), files, context);
    }
    case 'function':
      return unsharded === undefined
        ? runFunction(task, inSnapshot(paths, context), context)
        : runFunctionOfShard(task, paths, unsharded, context);
    case 'titled':
      return runTitled(task, inSnapshot(paths, context), context);
  }
}

const inSnapshot = (paths: readonly RepoPath[], { root }: TaskContext): AbsolutePath[] =>
  paths.map((path) => joinPath(root, path));

async function runTitled(
  task: TitledTask,
  files: readonly AbsolutePath[],
  context: TaskContext,
): Promise<CommandResult[]> {
  const { title: command, run } = task;
  const called = await callFunction(command, run, files, context);
  if (called.kind === 'ended') return [functionFailed(command, called)];
  const { value: output, milliseconds } = called;
  return [{ command, status: { kind: 'passed' }, output, milliseconds }];
}

/**
 * Runs the commands that the function returns, one after the other, with nothing appended. If one is too long for a
 * process, calls the function again for batches of the files.
 */
async function runFunction(
  task: FunctionTask,
  files: readonly AbsolutePath[],
  context: TaskContext,
): Promise<CommandResult[]> {
  const called = await callFunction(task.name, task.commands, files, context);
  if (called.kind === 'ended') return [functionFailed(task.name, called)];
  const room = roomForFiles([], context.executionContext.environment);
  const parts = batches(files, room / 2);
  const tooLong = called.value.some((command) => Buffer.byteLength(command) > room);
  if (!tooLong || parts.length === 1) return runInSequence(called.value, context);
  const results: CommandResult[] = [];
  for (const part of parts) {
    const again = await callFunction(task.name, task.commands, part, context);
    if (again.kind === 'ended') return [...results, functionFailed(task.name, again)];
    results.push(...(await runInSequence(again.value, context)));
  }
  return results;
}

/**
 * Runs the commands that the function returns for this shard's files. Commands that it returns for all files of the
 * step and that name none of them, such as `tsc -p .`, run in one shard only, and always there.
 */
async function runFunctionOfShard(
  task: FunctionTask,
  paths: readonly RepoPath[],
  unsharded: NonNullable<Step['unsharded']>,
  context: TaskContext,
): Promise<CommandResult[]> {
  const all = inSnapshot(unsharded.paths, context);
  const forAll = await callFunction(task.name, task.commands, all, context);
  if (forAll.kind === 'ended') return [functionFailed(task.name, forAll)];
  const once = new Set(
    forAll.value.filter((command) => !namesFile(command, unsharded.paths, context)),
  );
  if (once.size === 0) return runFunction(task, inSnapshot(paths, context), context);
  const own = await callFunction(task.name, task.commands, inSnapshot(paths, context), context);
  if (own.kind === 'ended') return [functionFailed(task.name, own)];
  const rest = own.value.filter((command) => !once.has(command));
  return runInSequence(unsharded.runsHere ? [...rest, ...once] : rest, context);
}

function namesFile(
  command: string,
  paths: readonly RepoPath[],
  { root, service }: TaskContext,
): boolean {
  const words = new Set(parseCommand(command));
  return paths.some(
    (path) => words.has(joinPath(root, path)) || words.has(servicePath(service.directory, path)),
  );
}

async function runInSequence(
  commands: readonly string[],
  context: TaskContext,
): Promise<CommandResult[]> {
  const results: CommandResult[] = [];
  for (const command of commands) {
    results.push(...(await runCommand(shortened(command), parseCommand(command), [], context)));
    if (!passed(results)) break;
  }
  return results;
}

const functionFailed = (
  command: string,
  { status, output, milliseconds }: Extract<Called<unknown>, { kind: 'ended' }>,
): CommandResult => ({ command, status, output, milliseconds });

/** The first 119 characters of a long command, such as one that names its files, for reports. */
const shortened = (command: string): string =>
  command.length > 120 ? `${command.slice(0, 119)}…` : command;
