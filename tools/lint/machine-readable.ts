// Adds the flags for machine-readable output to commands of known linters.
import type { Reporter } from '../base/model/lint-result.ts';
import { baseName } from '../base/paths.ts';

export interface MachineReadableCommand {
  readonly argv: readonly string[];
  /** The format of the output; absent if the linter is not known, or the command sets a format itself. */
  readonly reporter?: Reporter;
}

interface KnownLinter {
  readonly reporter: Reporter;
  readonly flags: readonly string[];
  /** Options of the command with which it would print something else. */
  readonly unless: RegExp;
  /** The subcommands that report findings, if the linter has subcommands. */
  readonly subcommands?: readonly string[];
}

const rubocop: KnownLinter = {
  reporter: 'rubocop',
  flags: ['--format', 'json'],
  unless: /^(-f\w*|--format(=.*)?|-o|--out(=.*)?)$/,
};

const tsc: KnownLinter = { reporter: 'tsc', flags: [], unless: /^--pretty$/ };

const KNOWN: Readonly<Record<string, KnownLinter>> = {
  eslint: {
    reporter: 'eslint',
    flags: ['--format', 'json'],
    unless: /^(-f|--format(=.*)?|-o|--output-file(=.*)?|--fix-dry-run|--print-config)$/,
  },
  stylelint: {
    reporter: 'stylelint',
    flags: ['--formatter', 'json'],
    unless:
      /^(-f|--formatter(=.*)?|--custom-formatter(=.*)?|-o|--output-file(=.*)?|--print-config)$/,
  },
  rubocop,
  standardrb: rubocop,
  ruff: {
    reporter: 'ruff',
    flags: ['--output-format', 'json'],
    unless: /^(--output-format(=.*)?|--diff|--statistics|-o|--output-file(=.*)?|--show-\w+)$/,
    subcommands: ['check'],
  },
  // Versions with `--apply` do not have this reporter.
  biome: {
    reporter: 'biome',
    flags: ['--reporter=github'],
    unless: /^(--reporter(=.*)?|--apply(-unsafe)?)$/,
    subcommands: ['check', 'lint', 'ci', 'format'],
  },
  oxlint: {
    reporter: 'oxlint',
    flags: ['--format=github'],
    unless: /^(-f\w*|--format(=.*)?|--silent|--print-config|--init|--rules)$/,
  },
  shellcheck: {
    reporter: 'shellcheck',
    flags: ['--format=json1'],
    unless: /^(-f\w*|--format(=.*)?|--help|--version)$/,
  },
  tsc,
  'vue-tsc': tsc,
  prettier: { reporter: 'prettier', flags: [], unless: /^$/ },
};

/** Words that may stand before the linter in a command. */
const LAUNCHERS = new Set([
  ...['npx', 'bunx', 'pnpx', 'pnpm', 'npm', 'yarn', 'bun', 'exec', 'dlx', 'x', 'run', 'node'],
  ...['bundle', 'uv', 'uvx', 'poetry', 'pipenv', 'pdm', 'hatch', 'rye', 'mise', 'env'],
]);

/** `argv` with the linter's flags added, right after its name or subcommand. */
export function askForMachineReadable(argv: readonly string[]): MachineReadableCommand {
  const at = argv.findIndex((word) => !isLauncher(word));
  const known = KNOWN[nameOf(argv[at] ?? '')];
  if (known === undefined || takesFlagsItself(argv.slice(0, at))) return { argv };
  const words = argv.slice(at + 1);
  if (words.some((word) => known.unless.test(word))) return { argv };
  const { reporter, subcommands, flags } = known;
  const isSubcommand = (word: string, index: number): boolean =>
    index > at && subcommands?.includes(word) === true;
  const behind = subcommands === undefined ? at : argv.findIndex(isSubcommand);
  if (behind === -1) return { argv };
  return { argv: [...argv.slice(0, behind + 1), ...flags, ...argv.slice(behind + 1)], reporter };
}

const isLauncher = (word: string): boolean =>
  LAUNCHERS.has(baseName(word)) || /^(-|\w+=)/.test(word) || /^python[\d.]*$/.test(baseName(word));

const nameOf = (word: string): string => baseName(word).replace(/\.[cm]?js$/, '');

/** Whether the flags would go to npm: it takes options after the program's name as its own, without a `--`. */
const takesFlagsItself = (launchers: readonly string[]): boolean =>
  launchers.some((word) => baseName(word) === 'npm') && !launchers.includes('--');
