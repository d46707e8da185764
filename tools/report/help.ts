// The text of --help, from the table of commands.

/** What parsing and help need to know of a command. */
export interface CommandDescription {
  readonly name: string;
  /** As shown: `[service…]`. */
  readonly operands: string;
  /** The least and the greatest number of operands. */
  readonly least: number;
  readonly most: number;
  readonly summary: string;
  /** Paragraphs. */
  readonly details: readonly string[];
  readonly flags: readonly FlagDescription[];
}

export interface FlagDescription {
  readonly name: string;
  /** The name of its value in help, if it takes one: `FILE`. */
  readonly value?: string;
  readonly summary: string;
}

/** Help for the program. Ends with a newline. */
export const programHelp = (commands: readonly CommandDescription[]): string =>
  [
    'switchyard lints exactly what is being committed, service by service, in a private checkout,',
    'and puts the fixes into the commit. What is not staged is never touched.',
    '',
    'Usage: switchyard <command> [options]',
    '',
    'Commands:',
    ...columns(commands.map((command) => [usage(command), command.summary])),
    '',
    'Options:',
    ...columns([
      ['--help', 'this text; after a command, its own'],
      ['--version', 'the version'],
    ]),
    '',
    'Exit codes: 0 passed, 1 a linter failed, 2 wrong usage or configuration, 3 environment',
    '(no repository, linter not found, index locked), 130/143 interrupted, 70 a bug.',
    '',
  ].join('\n');

/** Help for one command. Ends with a newline. */
export const commandHelp = (command: CommandDescription): string =>
  [
    `Usage: switchyard ${usage(command)}${command.flags.length === 0 ? '' : ' [options]'}`,
    '',
    ...command.details.flatMap((paragraph) => [paragraph, '']),
    'Options:',
    ...columns([
      ...command.flags.map(({ name, value, summary }): [string, string] => [
        value === undefined ? `--${name}` : `--${name} ${value}`,
        summary,
      ]),
      ['--help', 'this text'],
    ]),
    '',
  ].join('\n');

const usage = ({ name, operands }: CommandDescription): string =>
  operands === '' ? name : `${name} ${operands}`;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
