// Tells the user how to replace the hooks of pre-commit and of overcommit in a repository by tasks of switchyard.
import type { ManualStep } from '../base/model/init-plan.ts';
import { patternOf } from './tasks.ts';
import type { FileKind, Tree } from './tool-use.ts';

/**
 * Instructions for the hooks other than the linters in `known`: local hooks as tasks of switchyard.config.json where
 * possible, the others by name.
 */
export async function migratePreCommit(
  tree: Tree,
  known: ReadonlySet<string>,
): Promise<ManualStep[]> {
  const file = ['.pre-commit-config.yaml', '.pre-commit-config.yml'].find(tree.has);
  if (file === undefined) return [];
  const hooks = await hooksOf(tree.read(file) ?? '');
  const isKnown = ({ entry, id }: PreCommitHook): boolean =>
    `${entry ?? ''} ${id}`.split(/[\s/]+|(?<=\w)-(?=\w)/).some((word) => known.has(word));
  const others = hooks.filter((hook) => !isKnown(hook));
  const fetched = others.filter(({ isLocal }) => !isLocal).map(({ id }) => id);
  const lines = others
    .filter(({ isLocal }) => isLocal)
    .map(({ id, pattern, entry, directory }) => {
      if (entry === undefined) return `# ${id}: needs an environment that pre-commit makes`;
      if (pattern === undefined) {
        return `# ${id}: takes no files by name; a lefthook job can run it`;
      }
      if (/\bcd\s/.test(entry)) {
        return `# ${id}: goes into a directory; a task starts in that of its service`;
      }
      const task = `${JSON.stringify(pattern)}: ${JSON.stringify(entry)}`;
      return directory === '' ? task : `${task}   # in ${directory}`;
    });
  const replaced = replacedBy(file, "pre-commit's", 'pre-commit uninstall', fetched);
  if (lines.length === 0) return [replaced];
  return [replaced, { what: `Local hooks of ${file}, as tasks of switchyard.config.json:`, lines }];
}

/** Instructions for overcommit; its hooks other than the linters in `known` by name. */
export async function migrateOvercommit(
  tree: Tree,
  known: ReadonlySet<string>,
): Promise<ManualStep[]> {
  const file = '.overcommit.yml';
  if (!tree.has(file)) return [];
  const hooks = field(await parsed(tree.read(file) ?? ''), 'PreCommit');
  const others = Object.entries(typeof hooks === 'object' ? (hooks ?? {}) : {})
    .filter(([name, hook]) => field(hook, 'enabled') === true && !known.has(name.toLowerCase()))
    .map(([name]) => name)
    .filter((name) => name !== 'ALL');
  return [replacedBy(file, "overcommit's", 'overcommit --uninstall', others)];
}

function replacedBy(
  file: string,
  whose: string,
  uninstall: string,
  others: readonly string[],
): ManualStep {
  return {
    what:
      `${file}: lefthook's hook takes the place of ${whose}.` +
      (others.length === 0
        ? ''
        : ` No service does what these of its hooks do: ${others.join(', ')}.`),
    lines: [uninstall, 'npx lefthook install'],
  };
}

interface PreCommitHook {
  readonly id: string;
  /** Whether it is defined in this repository (`repo: local`). */
  readonly isLocal: boolean;
  /** The pattern of its files; `undefined` if it takes no files, or these cannot be derived. */
  readonly pattern: string | undefined;
  readonly directory: string;
  /** Its command; `undefined` if it needs an environment that only pre-commit makes. */
  readonly entry: string | undefined;
}

/** The content of a YAML file; `undefined` if it is none. */
async function parsed(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

async function hooksOf(text: string): Promise<PreCommitHook[]> {
  const content = await parsed(text);
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
