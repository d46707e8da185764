// Turns a command line of the configuration, and its files, into argv. There is no shell: no variables, globs, pipes or
// backslashes.
import type { ServicePath } from '../base/paths.ts';
import type { Task } from '../base/model/service.ts';

export type CommandTask = Extract<Task, { kind: 'command' }>;

// A word with quotes inside it | one without quotes | one in quotes.
const WORD =
  /[^\s'"](?:[^\s'"]*(?:"[^"]*"|'[^']*'))+[^\s'"]*|[^\s'"]+|"(?<double>[^"]*)"|'(?<single>[^']*)'/g;

/**
 * The words of a command; the first is the program. Quotes as in lint-staged 16: those around a whole word are removed,
 * those inside a word are kept. Empty if there is no word.
 */
export const parseCommand = (command: string): string[] =>
  Array.from(
    command.matchAll(WORD),
    ({ 0: word, groups }) => groups?.double ?? groups?.single ?? word,
  );

/**
 * A file as an argument: with `./` if a linter could take its name for an option (`-`), a file with arguments (`@`) or
 * an exclusion (`!`).
 */
export const fileArgument = (path: ServicePath): string =>
  /^[-@!]/.test(path) ? `./${path}` : path;

/** The whole argv of a command with its files, not split into batches. */
export const commandLine = (task: CommandTask, files: readonly ServicePath[]): string[] => [
  ...parseCommand(task.command),
  ...files.map(fileArgument),
];
