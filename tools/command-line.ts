// Parses the command line. One table of commands drives parsing and help.
import { parseArgs } from 'node:util';
import { Failure } from './base/errors.ts';
import { closestWord } from './base/nearest.ts';
import type { CommandDescription } from './report/help.ts';

export type CommandName = 'run' | 'lint' | 'publish' | 'check' | 'explain' | 'init' | 'doctor';

export interface Command extends CommandDescription {
  readonly name: CommandName;
}

const VERBOSE = { name: 'verbose', summary: 'print what each phase, git command and linter took' };
const VERBOSE_LINTING = {
  ...VERBOSE,
  summary: 'print what linters wrote that passed, and what each phase and git command took',
};
const NO_CACHE = {
  name: 'no-cache',
  summary: 'run every linter, also those that passed on exactly this content before',
};

const CONCURRENCY = {
  name: 'concurrency',
  value: 'N',
  summary: 'run at most N linters at once (default: as many as there are cores, at least 4)',
};

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
    flags: [NO_CACHE, CONCURRENCY, VERBOSE_LINTING],
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
    flags: [NO_CACHE, CONCURRENCY, VERBOSE_LINTING],
  },
  {
    name: 'publish',
    operands: '',
    least: 0,
    most: 0,
    summary: 'stage the fixes that `lint` kept: those of all services, or none',
    details: ['Takes the results of the `switchyard lint` commands of the same hook run.'],
    flags: [VERBOSE],
  },
  {
    name: 'check',
    operands: '',
    least: 0,
    most: 0,
    summary: 'lint and stage nothing, for CI: what would be fixed fails',
    details: [
      'Runs the linters of a commit, on the same kind of private checkout, and stages nothing: what they\nwould change is shown as a diff and fails. Without options, on what is staged.',
      "If a linter's configuration or a lock file is among the changes, every file that it governs is\nchecked.",
    ],
    flags: [
      { name: 'from', value: 'A', summary: 'check what changed since A and B parted, in B' },
      { name: 'to', value: 'B', summary: 'the commit to check (default: HEAD)' },
      { name: 'all', summary: 'check every file of HEAD' },
      { name: 'service', value: 'NAME', summary: 'only this service; may be repeated' },
      { name: 'shard', value: 'I/N', summary: 'only the I-th of N parts, for jobs side by side' },
      { name: 'patch', value: 'FILE', summary: 'write the changes for git apply' },
      {
        name: 'format',
        value: 'FORMAT',
        summary: 'text, github, json or sarif (default: github on GitHub Actions, else text)',
      },
      CONCURRENCY,
      VERBOSE,
    ],
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
  {
    name: 'init',
    operands: '',
    least: 0,
    most: 0,
    summary: 'set switchyard up in this repository',
    details: [
      'Finds services by their manifests, and proposes switchyard.config.json, the jobs in lefthook.yml\nand their rc file, scripts in package.json and a CI step. Shows all of it and asks before writing.',
      'What is there is kept: lines are added, nothing is overwritten. What it cannot add, it prints.\nEnds with what `switchyard doctor` says.',
    ],
    flags: [
      { name: 'dry-run', summary: 'show what would be written, and write nothing' },
      { name: 'yes', summary: 'write without asking; so it is without a terminal' },
    ],
  },
  {
    name: 'doctor',
    operands: '',
    least: 0,
    most: 0,
    summary: 'show what would fail at the next commit, and what mends it',
    details: [
      'Looks at the versions of git, node and lefthook, the installed hook, the configuration, and the\nvery programs that would run for each service. Exits with 1 if something would fail.',
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
      /** Option → its values, in the order given. */
      readonly values: ReadonlyMap<string, readonly string[]>;
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
  const values = new Map<string, string[]>();
  for (const token of tokensOf(command, rest)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.name === 'h') return { kind: 'help', command };
    const flag = command.flags.find(({ name }) => token.rawName === `--${name}`);
    if (flag === undefined) throw unknownFlag(command, token.rawName);
    if (flag.value === undefined) {
      if (token.value !== undefined) throw wrong(command, `${token.rawName} takes no value.`);
      flags.add(token.name);
    } else {
      if (isNoValue(token)) throw wrong(command, `${token.rawName} needs a value: ${flag.value}.`);
      values.set(flag.name, [...(values.get(flag.name) ?? []), token.value ?? '']);
    }
  }
  if (operands.length < command.least) {
    throw wrong(command, `switchyard ${command.name} needs ${command.operands}.`);
  }
  if (operands.length > command.most) {
    throw wrong(command, `switchyard ${command.name} takes no ${operands[0] ?? ''}.`);
  }
  return { kind: 'command', command, operands, flags, values };
}

function tokensOf({ flags }: Command, words: string[]) {
  if (words.length === 0) return []; // without loading the parser
  const withValue = flags.filter(({ value }) => value !== undefined);
  const options = Object.fromEntries(
    withValue.map(({ name }) => [name, { type: 'string' as const, multiple: true }]),
  );
  return parseArgs({ args: words, options, strict: false, allowPositionals: true, tokens: true })
    .tokens;
}

/** Whether an option has no value: a word that begins with `-` is the next option, unless it follows a `=`. */
const isNoValue = (token: { value?: string | undefined; inlineValue?: boolean | undefined }) =>
  token.value === undefined ||
  token.value === '' ||
  (token.inlineValue !== true && token.value.startsWith('-'));

function unknownCommand(word: string | undefined): Failure {
  if (word === undefined) {
    return new Failure('usage', 'Which command?', {
      why: `The commands are: ${COMMANDS.map(({ name }) => name).join(', ')}.`,
      next: 'switchyard --help says more.',
    });
  }
  const names = [...COMMANDS.map(({ name }) => name), '--help', '--version'];
  const meant = closestWord(word, names);
  return new Failure('usage', `There is no command ${word}.`, {
    ...(meant === undefined ? {} : { why: `Did you mean ${meant}?` }),
    next: 'switchyard --help lists the commands.',
  });
}

function unknownFlag(command: Command, flag: string): Failure {
  const known = [...command.flags.map(({ name }) => `--${name}`), '--help'];
  const meant = closestWord(flag, known);
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
