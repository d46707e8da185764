// Tells the user how to replace other hook tools in a repository by lefthook and switchyard. Nothing of this is done
// automatically.
import type { ManualStep } from '../base/model/init-plan.ts';
import { baseName, parentOf } from '../base/paths.ts';
import { tasksOfJobs, type LintingJob } from './tasks-of-jobs.ts';
import { listedText, type Tree } from './tool-use.ts';

/** Instructions for husky's hooks, as jobs of lefthook. */
export function migrateHusky(tree: Tree, hooksPath: string | undefined): ManualStep[] {
  const hooks = tree.paths
    .filter((path) => parentOf(path) === '.husky' && /^[a-z-]+$/.test(baseName(path)))
    .map((path) => ({ name: baseName(path), commands: commandsOf(path, tree.read(path) ?? '') }));
  const moved = hooksPath?.includes('.husky') === true;
  if (hooks.length === 0 && !moved) return [];
  const jobs = hooks.flatMap(({ name, commands }) => {
    const kept = commands.flatMap(beyondReplaced);
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
  const replaced = hooks.flatMap(({ commands }) => commands.flatMap(alternativesIn));
  const names = hooks.map(({ name }) => name).join(', ');
  return [
    {
      what:
        `husky starts this repository's hooks (${names || 'none of its own'}): ` +
        'it sets core.hooksPath, and git then looks for hooks there and nowhere else. ' +
        (jobs.length > 0 ? 'Its other commands in lefthook.yml:' : 'lefthook takes its place:') +
        (replaced.length > 0 && jobs.length > 0
          ? ` (switchyard replaces ${[...new Set(replaced)].join(' and ')}, also in scripts that call it)`
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

/** The commands of a line that switchyard does not replace. */
const beyondReplaced = (command: string): string[] =>
  isReplaced(command) ? command.split(/\s*&&\s*/).filter((part) => !isReplaced(part)) : [command];

const ALTERNATIVE =
  /\b(?:lint-staged|nano-staged|pretty-quick|precise-commits|git-format-staged)\b/;

const alternativesIn = (command: string): string[] => ALTERNATIVE.exec(command)?.slice(0, 1) ?? [];

const isReplaced = (command: string): boolean =>
  ALTERNATIVE.test(command) || /\bswitchyard\b/.test(command);

/** The lines of a hook script; a script whose lines depend on each other becomes one command that runs it. */
function commandsOf(path: string, script: string): string[] {
  const lines = script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.includes('husky.sh'));
  if (!lines.some((line) => NEEDS_OTHERS.test(line))) return lines;
  return [...lines.flatMap(alternativesIn), `sh ${path} {0}`];
}

const NEEDS_OTHERS =
  /^(?:if|for|while|until|case|function|set|cd|export|exit|return|source|\.)\b|^\w+=\S*$|^\w+=["$]|^\. |[({\\]$|\$0|<</;

const quoted = (command: string): string =>
  /^[\w./-][^:#{}[\]"'&*!|>%@`]*$/.test(command) ? command : `'${command.replaceAll("'", "''")}'`;

// Tools with hooks in package.json, which overwrite git's hooks at each install; husky did so up to version 4.
const HOOKS_IN_PACKAGE = [
  ['simple-git-hooks', /"simple-git-hooks"\s*:\s*\{([^}]*)\}/],
  ['yorkie', /"gitHooks"\s*:\s*\{([^}]*)\}/],
  ['husky', /"husky"\s*:\s*\{\s*"hooks"\s*:\s*\{([^}]*)\}/],
] as const;

/** Instructions for hooks in package.json. */
export function migratePackageHooks(tree: Tree): ManualStep[] {
  const text = listedText(tree, 'package.json') ?? '';
  return HOOKS_IN_PACKAGE.flatMap(([tool, pattern]) => {
    const hooks = pattern.exec(text)?.[1];
    return hooks === undefined ? [] : packageHooks(tool, hooks);
  });
}

function packageHooks(tool: string, hooks: string): ManualStep[] {
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

/** Instructions for nano-staged's configuration. */
export function migrateNanoStaged(tree: Tree): ManualStep[] {
  const files = tree.paths.filter((path) =>
    baseName(path) === 'package.json'
      ? /"nano-staged"\s*:\s*\{/.test(tree.read(path) ?? '')
      : NANO_STAGED.test(baseName(path)),
  );
  if (files.length === 0) return [];
  return [
    {
      what:
        "nano-staged's configuration is lint-staged's under another name: call the key lint-staged, the file " +
        '.lintstagedrc.json or lint-staged.config.js, then start init again.',
      lines: files,
    },
  ];
}

const NANO_STAGED = /^(?:\.nano-?stagedrc|\.?nano-staged\.(?:json|js|mjs|cjs))$/;

/** Instructions for lefthook jobs that stage what they fix. */
export function migrateStagingJobs(jobs: readonly LintingJob[], file: string): ManualStep[] {
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
