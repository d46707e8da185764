// What the words after `switchyard` mean. One table drives parsing and help.
import { parseArgs } from 'node:util';
import { Failure } from './base/errors.ts';
import { nearest } from './base/nearest.ts';
import type { CommandDescription } from './report/help.ts';

export type CommandName = 'run' | 'lint' | 'publish' | 'explain';

export interface Command extends CommandDescription {
  readonly name: CommandName;
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'run',
    operands: '[service…]',
    least: 0,
    most: Infinity,
    summary: 'lint what is staged, and stage the fixes',
    details: [
      "Runs each service's linters on the staged content of its files. If all pass, their fixes are\nstaged and merged into the working tree; unstaged edits stay. If one fails, nothing is changed.",
      'Services are named by their directory; without a name, all of them.',
    ],
    flags: [],
  },
  {
    name: 'lint',
    operands: '<service…>',
    least: 1,
    most: Infinity,
    summary: "lint some services' staged files, and keep the fixes for `publish`",
    details: [
      'For hook runners that start one job for each service: every job lints its own service, and a\nlast one runs `switchyard publish`.',
    ],
    flags: [],
  },
  {
    name: 'publish',
    operands: '',
    least: 0,
    most: 0,
    summary: 'stage the fixes that `lint` kept: those of all services, or none',
    details: ['Takes the results of the `switchyard lint` commands of the same hook run.'],
    flags: [],
  },
  {
    name: 'explain',
    operands: '[path…]',
    least: 0,
    most: Infinity,
    summary: 'show which service and tasks a path has, without running anything',
    details: [
      'For each path, or each staged path if none is given: its service, the tasks that apply, the\ndirectory and command line of each, or why none applies.',
    ],
    flags: [{ name: 'json', summary: 'print JSON' }],
  },
];

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly operands: readonly string[];
      readonly flags: ReadonlySet<string>;
    };

/** Reads the words after `switchyard`. Fails with `usage`. */
export function parseCommandLine(words: readonly string[]): Invocation {
  const [first, ...rest] = words;
  if (first === '--version') return { kind: 'version' };
  if (first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  const command = COMMANDS.find(({ name }) => name === first);
  if (command === undefined) throw unknownCommand(first);
  const operands: string[] = [];
  const flags = new Set<string>();
  for (const token of tokensOf(rest)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.name === 'h') return { kind: 'help', command };
    if (!command.flags.some(({ name }) => token.rawName === `--${name}`)) {
      throw unknownFlag(command, token.rawName);
    }
    if (token.value !== undefined) throw wrong(command, `${token.rawName} takes no value.`);
    flags.add(token.name);
  }
  if (operands.length < command.least) {
    throw wrong(command, `switchyard ${command.name} needs ${command.operands}.`);
  }
  if (operands.length > command.most) {
    throw wrong(command, `switchyard ${command.name} takes no ${operands[0] ?? ''}.`);
  }
  return { kind: 'command', command, operands, flags };
}

const tokensOf = (words: string[]) =>
  parseArgs({ args: words, strict: false, allowPositionals: true, tokens: true }).tokens;

function unknownCommand(word: string | undefined): Failure {
  if (word === undefined) {
    return new Failure('usage', 'Which command?', {
      why: `The commands are: ${COMMANDS.map(({ name }) => name).join(', ')}.`,
      next: 'switchyard --help says more.',
    });
  }
  const names = [...COMMANDS.map(({ name }) => name), '--help', '--version'];
  const meant = nearest(word, names);
  return new Failure('usage', `There is no command ${word}.`, {
    ...(meant === undefined ? {} : { why: `Did you mean ${meant}?` }),
    next: 'switchyard --help lists the commands.',
  });
}

function unknownFlag(command: Command, flag: string): Failure {
  const known = [...command.flags.map(({ name }) => `--${name}`), '--help'];
  const meant = nearest(flag, known);
  return wrong(
    command,
    `switchyard ${command.name} has no option ${flag}.`,
    meant === undefined ? undefined : `Did you mean ${meant}?`,
  );
}

const wrong = (command: Command, what: string, why?: string): Failure =>
  new Failure('usage', what, {
    ...(why === undefined ? {} : { why }),
    next: `switchyard ${command.name} --help says more.`,
  });
