// Runs one entry of a task list, of whichever form it is.
import type { CommandResult } from '../base/lint-result.ts';
import { below, servicePath, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Task } from '../base/service.ts';
import { batches, roomForFiles } from './batches.ts';
import { callFunction, type Called } from './call-function.ts';
import { fileArgument, parseCommand } from './parse-command.ts';
import { runCommand, type Bench } from './run-command.ts';

type FunctionTask = Extract<Task, { kind: 'function' }>;
type TitledTask = Extract<Task, { kind: 'titled' }>;

export const passed = (results: readonly CommandResult[]): boolean =>
  results.every(({ status }) => status.kind === 'passed');

/** Runs `task` on `paths`. Every result is there, those that passed too. */
export function runTask(
  task: Task,
  paths: readonly RepoPath[],
  bench: Bench,
): Promise<CommandResult[]> {
  switch (task.kind) {
    case 'command': {
      const files = paths.map((path) => fileArgument(servicePath(bench.service.directory, path)));
      return runCommand(task.command, parseCommand(task.command), files, bench);
    }
    case 'function':
      return runFunction(task, inSnapshot(paths, bench), bench);
    case 'titled':
      return runTitled(task, inSnapshot(paths, bench), bench);
  }
}

const inSnapshot = (paths: readonly RepoPath[], { root }: Bench): AbsolutePath[] =>
  paths.map((path) => below(root, path));

async function runTitled(
  task: TitledTask,
  files: readonly AbsolutePath[],
  bench: Bench,
): Promise<CommandResult[]> {
  return [functionResult(task.title, await callFunction(task.title, task.run, files, bench))];
}

/**
 * The commands that the function returns run one after the other, with nothing appended. If one
 * is too long for a process, the function is asked again for a part of the files at a time.
 */
async function runFunction(
  task: FunctionTask,
  files: readonly AbsolutePath[],
  bench: Bench,
): Promise<CommandResult[]> {
  const called = await callFunction(task.name, task.commands, files, bench);
  if (called.kind === 'ended') return [functionResult(task.name, called)];
  const room = roomForFiles([], bench.place.environment);
  const parts = batches(files, room / 2);
  const tooLong = called.value.some((command) => Buffer.byteLength(command) > room);
  if (!tooLong || parts.length === 1) return runInSequence(called.value, bench);
  const results: CommandResult[] = [];
  for (const part of parts) {
    const again = await callFunction(task.name, task.commands, part, bench);
    if (again.kind === 'ended') return [...results, functionResult(task.name, again)];
    results.push(...(await runInSequence(again.value, bench)));
  }
  return results;
}

async function runInSequence(commands: readonly string[], bench: Bench): Promise<CommandResult[]> {
  const results: CommandResult[] = [];
  for (const command of commands) {
    results.push(...(await runCommand(shortened(command), parseCommand(command), [], bench)));
    if (!passed(results)) break;
  }
  return results;
}

const functionResult = (command: string, called: Called<unknown>): CommandResult => {
  const { milliseconds } = called;
  return called.kind === 'ended'
    ? { command, status: called.status, output: called.output, milliseconds }
    : { command, status: { kind: 'passed' }, output: Buffer.alloc(0), milliseconds };
};

/** A command that names its files can be long; it is shown up to here. */
const shortened = (command: string): string =>
  command.length > 120 ? `${command.slice(0, 119)}…` : command;
