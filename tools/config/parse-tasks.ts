// Parses the tasks of one service, in lint-staged's format: unknown → patterns.
import { FunctionFailure, type Pattern, type Task } from '../base/model/service.ts';
import { ConfiguredFunction } from './configured-function.ts';
import { correctBraces } from './correct-braces.ts';
import { excerpt, atKey, misconfigured, type ConfigLocation } from './misconfigured.ts';
import { isObject } from './shape.ts';

const TASKS = 'an object that gives patterns commands, such as { "*.js": "eslint --fix" }';
const COMMAND = 'a command, a list of commands, a function or { title, task }';

/** The patterns, in the order written. Fails with `usage` if `value` is not a valid configuration of tasks. */
export function parseTasks(value: unknown, location: ConfigLocation): Pattern[] {
  if (value instanceof ConfiguredFunction) return [{ glob: '*', tasks: [functionTask(value)] }];
  if (!isObject(value)) throw misconfigured(location, TASKS, value);
  const entries = Object.entries(value);
  if (entries.length === 0) throw misconfigured(location, TASKS, value);
  // If two patterns are equal after the correction, the later one replaces the earlier one, as in lint-staged.
  const patterns = new Map<string, readonly Task[]>();
  for (const [glob, tasks] of entries) {
    if (glob === '') throw misconfigured(location, 'a pattern', glob);
    patterns.set(correctBraces(glob), parseTaskList(tasks, atKey(location, glob)));
  }
  return [...patterns].map(([glob, tasks]) => ({ glob, tasks }));
}

function parseTaskList(value: unknown, location: ConfigLocation): Task[] {
  if (Array.isArray(value)) {
    // lint-staged runs the commands of a list in the list at the same time. They share files: here, one after the
    // other.
    return value.flatMap((item: unknown, index) => {
      const itemLocation = atKey(location, String(index));
      return Array.isArray(item)
        ? item.map((one: unknown, at) => parseCommand(one, atKey(itemLocation, String(at))))
        : [parseCommand(item, itemLocation)];
    });
  }
  if (!isObject(value)) return [parseCommand(value, location, COMMAND)];
  const { title, task } = value;
  if (typeof title !== 'string' || !(task instanceof ConfiguredFunction)) {
    throw misconfigured(location, COMMAND, value);
  }
  return [{ kind: 'titled', title, run: async (call) => (await task.call(call)).output }];
}

function parseCommand(
  value: unknown,
  location: ConfigLocation,
  expected = 'a command or a function',
): Task {
  if (value instanceof ConfiguredFunction) return functionTask(value);
  if (typeof value !== 'string') throw misconfigured(location, expected, value);
  if (value.trim() === '') throw misconfigured(location, 'a command', value);
  return { kind: 'command', command: value };
}

const functionTask = (configured: ConfiguredFunction): Task => ({
  kind: 'function',
  name: configured.name || 'function',
  commands: async (call) => {
    const { value, output } = await configured.call(call);
    const commands: unknown[] = [value].flat(2);
    return commands.map((command) => {
      if (typeof command === 'string' && command.trim() !== '') return command;
      throw new FunctionFailure(
        `Expected the function to return a command or a list of commands, found ${excerpt(value)}.`,
        output,
      );
    });
  },
});
