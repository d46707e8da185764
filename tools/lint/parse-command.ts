// Turns a command as written, and the files it is for, into argv. There is no shell: no variables,
// globs, pipes or backslashes.
import type { ServicePath } from '../base/paths.ts';
import type { Task } from '../base/service.ts';

export type CommandTask = Extract<Task, { kind: 'command' }>;

// A word with quotes inside it | one without quotes | one in quotes.
const WORD =
  /[^\s'"](?:[^\s'"]*(?:"[^"]*"|'[^']*'))+[^\s'"]*|[^\s'"]+|"(?<double>[^"]*)"|'(?<single>[^']*)'/g;

/**
 * The words of a command, with quotes as lint-staged 16 has them: those around a whole word go, those
 * inside one stay. Empty if there is no word; the first is the program.
 */
export const parseCommand = (command: string): string[] =>
  Array.from(
    command.matchAll(WORD),
    ({ 0: word, groups }) => groups?.double ?? groups?.single ?? word,
  );

/**
 * How a linter is told a file, so that it does not take its name for an option (`-`), for a list of
 * arguments to read from it (`@`) or for a file to leave out (`!`).
 */
export const fileArgument = (path: ServicePath): string =>
  /^[-@!]/.test(path) ? `./${path}` : path;

/** The argv that a command of the configuration comes to, before a long one is split into batches. */
export const commandLine = (task: CommandTask, files: readonly ServicePath[]): string[] => [
  ...parseCommand(task.command),
  ...files.map(fileArgument),
];
