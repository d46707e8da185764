// What other hook tools do in a repository, and how it is said to lefthook or switchyard: for a person to
// carry over, never carried over here.
import type { ByHand } from '../base/initiation.ts';
import { baseName, parentOf } from '../base/paths.ts';
import { tasksOfJobs, type LintingJob } from './tasks-of-jobs.ts';
import { patternOf } from './tasks.ts';
import { listedText, type FileKind, type Tree } from './tool-use.ts';

/** husky's hooks, as jobs of lefthook. */
export function takeOverHusky(tree: Tree, hooksPath: string | undefined): ByHand[] {
  const hooks = tree.paths
    .filter((path) => parentOf(path) === '.husky' && /^[a-z-]+$/.test(baseName(path)))
    .map((path) => ({ name: baseName(path), commands: commandsOf(path, tree.read(path) ?? '') }));
  const moved = hooksPath?.includes('.husky') === true;
  if (hooks.length === 0 && !moved) return [];
  const jobs = hooks.flatMap(({ name, commands }) => {
    const kept = commands.filter((command) => !/\blint-staged\b|\bswitchyard\b/.test(command));
    return kept.length === 0
      ? []
      : [
          `${name}:`,
          '  jobs:',
          ...kept.map(
            (command) => `    - run: ${quoted(command.replace(/"?\$\{?(\d)\}?"?/g, '{$1}'))}`,
          ),
        ];
  });
  const replaced = hooks.some(({ commands }) => commands.some((each) => LINT_STAGED.test(each)));
  const names = hooks.map(({ name }) => name).join(', ');
  return [
    {
      what:
        `husky starts this repository's hooks (${names || 'none of its own'}): ` +
        'it sets core.hooksPath, and git then looks for hooks there and nowhere else. ' +
        (jobs.length > 0 ? 'Its other commands in lefthook.yml:' : 'lefthook takes its place:') +
        (replaced && jobs.length > 0
          ? ' (lint-staged is replaced: take it out of scripts that call it)'
          : ''),
      lines: [
        ...jobs,
        ...(jobs.length > 0 ? [''] : []),
        'git config --unset core.hooksPath   # this repository only',
        'npx lefthook install                # and take husky out of the scripts of package.json',
      ],
    },
    ...(hooks.length > 0 && !hooks.some(({ name }) => name === 'pre-commit')
      ? []
      : [
          {
            what: 'Or keep husky: .husky/pre-commit then has this line.',
            lines: ['npx switchyard run'],
          },
        ]),
  ];
}

/** A line each; a script whose lines need each other stays one. */
function commandsOf(path: string, script: string): string[] {
  const lines = script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.includes('husky.sh'));
  if (!lines.some((line) => NEEDS_OTHERS.test(line))) return lines;
  const calls = lines.some((line) => LINT_STAGED.test(line)) ? ['lint-staged'] : [];
  return [...calls, `sh ${path} {0}`];
}

const LINT_STAGED = /\blint-staged\b/;

const NEEDS_OTHERS =
  /^(?:if|for|while|until|case|function|set|cd|export|exit|return|source|\.)\b|^\w+=\S*$|^\w+=["$]|^\. |[({\\]$|\$0|<</;

const quoted = (command: string): string =>
  /^[\w./-][^:#{}[\]"'&*!|>%@`]*$/.test(command) ? command : `'${command.replaceAll("'", "''")}'`;

// They write git's hooks anew at each install, over lefthook's. husky did so up to its version 4.
const HOOKS_IN_PACKAGE = [
  ['simple-git-hooks', /"simple-git-hooks"\s*:\s*\{([^}]*)\}/],
  ['husky', /"husky"\s*:\s*\{\s*"hooks"\s*:\s*\{([^}]*)\}/],
] as const;

/** Hooks that package.json holds. */
export function takeOverPackageHooks(tree: Tree): ByHand[] {
  const text = listedText(tree, 'package.json') ?? '';
  return HOOKS_IN_PACKAGE.flatMap(([tool, pattern]) => {
    const hooks = pattern.exec(text)?.[1];
    return hooks === undefined ? [] : packageHooks(tool, hooks);
  });
}

function packageHooks(tool: string, hooks: string): ByHand[] {
  const what =
    `${tool} writes this repository's hooks, over lefthook's. ` +
    'Say these in lefthook.yml where switchyard does not do the same, and take it out of package.json:';
  return [
    {
      what,
      lines: [...hooks.matchAll(/"([\w-]+)"\s*:\s*("(?:[^"\\]|\\.)*")/g)].map(
        ([, name = '', run = '']) => `${name}: ${JSON.parse(run) as string}`,
      ),
    },
  ];
}

/** Jobs that stage what they fix. */
export function takeOverStaging(jobs: readonly LintingJob[], file: string): ByHand[] {
  if (jobs.length === 0) return [];
  const tasks = tasksOfJobs(jobs);
  return [
    {
      what:
        `Jobs of ${file} that stage what they fix. \`git add\` takes unstaged changes along, lint-staged hides ` +
        'them meanwhile, and so does lefthook for stage_fixed, which the rc file therefore turns off. ' +
        'Remove those that do what a service does:',
      lines: jobs.map(({ name, run }) => {
        const [first = '', ...more] = run.trim().split('\n');
        const shown = more.length === 0 ? first : `${first} …`;
        return name === run ? shown : `${name}: ${shown}`;
      }),
    },
    ...(tasks.length === 0
      ? []
      : [
          {
            what: 'The same as tasks of switchyard.config.json, where they are not yet:',
            lines: tasks,
          },
        ]),
  ];
}

/**
 * What pre-commit runs besides the linters in `known`: its local hooks as tasks of switchyard.config.json,
 * where they are that.
 */
export async function takeOverPreCommit(tree: Tree, known: ReadonlySet<string>): Promise<ByHand[]> {
  const file = ['.pre-commit-config.yaml', '.pre-commit-config.yml'].find(tree.has);
  if (file === undefined) return [];
  const hooks = await hooksOf(tree.read(file) ?? '');
  const isKnown = ({ entry, id }: PreCommitHook): boolean =>
    `${entry ?? ''} ${id}`.split(/[\s/]+|(?<=\w)-(?=\w)/).some((word) => known.has(word));
  const others = hooks.filter((hook) => !isKnown(hook));
  const fetched = others.filter(({ isLocal }) => !isLocal).map(({ id }) => id);
  const lines = others
    .filter(({ isLocal }) => isLocal)
    .map(({ id, pattern, entry, directory }) =>
      entry === undefined || pattern === undefined
        ? `# ${id}: ${entry === undefined ? 'needs an environment that pre-commit makes' : 'takes no files by name; a lefthook job can run it'}`
        : `${JSON.stringify(pattern)}: ${JSON.stringify(entry)}${directory === '' ? '' : `   # in ${directory}`}`,
    );
  const replaced = {
    what:
      `${file}: lefthook's hook takes the place of pre-commit's.` +
      (fetched.length === 0
        ? ''
        : ` No service does what these of its hooks do: ${fetched.join(', ')}.`),
    lines: ['pre-commit uninstall', 'npx lefthook install'],
  };
  if (lines.length === 0) return [replaced];
  return [replaced, { what: `Local hooks of ${file}, as tasks of switchyard.config.json:`, lines }];
}

interface PreCommitHook {
  readonly id: string;
  /** Whether it is the repository's own. */
  readonly isLocal: boolean;
  /** `undefined` if it takes no files, or which is not known. */
  readonly pattern: string | undefined;
  readonly directory: string;
  /** `undefined` if only pre-commit can run it. */
  readonly entry: string | undefined;
}

async function hooksOf(text: string): Promise<PreCommitHook[]> {
  const { parse } = await import('yaml');
  let content: unknown;
  try {
    content = parse(text, { logLevel: 'error' });
  } catch {
    return [];
  }
  return list(field(content, 'repos'))
    .flatMap((each) =>
      list(field(each, 'hooks')).map((hook) => ({ hook, from: field(each, 'repo') })),
    )
    .map(({ hook, from }) => {
      const word = (key: string): string => {
        const value = field(hook, key);
        return typeof value === 'string' ? value : '';
      };
      const args = list(field(hook, 'args')).map(String);
      const runs = ['system', 'unsupported', 'script', 'unsupported_script'].includes(
        word('language'),
      );
      const [, directory = ''] = /^\^([\w./-]+)\//.exec(word('files')) ?? [];
      return {
        id: word('id'),
        isLocal: from === 'local',
        pattern:
          field(hook, 'pass_filenames') === false ? undefined : patternFor(hook, word('files')),
        directory,
        entry: runs ? [word('entry'), ...args].join(' ') : undefined,
      };
    });
}

function patternFor(hook: unknown, files: string): string | undefined {
  const types = [...list(field(hook, 'types')), ...list(field(hook, 'types_or'))].map(String);
  const kinds = types.flatMap((type): readonly FileKind[] => KINDS[type] ?? []);
  if (kinds.length > 0) return patternOf(kinds);
  const [, several, one] = /\\\.(?:\(([\w|?:]+)\)|(\w+))\$?\)?$/.exec(files) ?? [];
  const endings = several?.replace('?:', '').split('|') ?? (one === undefined ? [] : [one]);
  return endings.length === 0
    ? files === '' && types.length === 0
      ? '*'
      : undefined
    : patternOf(endings.map((end) => `.${end}`));
}

const KINDS: Readonly<Record<string, readonly FileKind[]>> = {
  python: ['.py'],
  pyi: ['.pyi'],
  javascript: ['.js', '.mjs', '.cjs'],
  jsx: ['.jsx'],
  ts: ['.ts', '.mts', '.cts'],
  tsx: ['.tsx'],
  ruby: ['.rb', '.rake', 'Gemfile', 'Rakefile'],
  go: ['.go'],
  rust: ['.rs'],
  shell: ['.sh', '.bash'],
  json: ['.json'],
  yaml: ['.yml', '.yaml'],
  markdown: ['.md'],
  css: ['.css'],
  scss: ['.scss'],
  html: ['.html'],
};

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
