// Turns the linters of a service into its patterns: files with the same commands share a pattern, so that no two
// patterns match the same file.
import type { RepoPath } from '../base/paths.ts';
import type { FileKind, Tool, ToolUse } from './tool-use.ts';

/** Patterns and their commands, in the order written. */
export type Tasks = ReadonlyMap<string, readonly string[]>;

/** A linter with those of its kinds of files that the service has. */
export interface PresentUse extends Omit<ToolUse, 'kinds'> {
  readonly kinds: readonly FileKind[];
}

/** Kind of file → its commands, in the order in which they run. */
export type Commands = ReadonlyMap<FileKind, readonly string[]>;

/**
 * The commands of the service in `directory`, for the kinds of files in `present`, which the service has, and for other
 * kinds with the same commands. `uses` are in the order in which they run.
 */
export function commandsOf(
  directory: RepoPath,
  uses: readonly PresentUse[],
  present: ReadonlySet<FileKind>,
): Commands {
  const commands = new Map<FileKind, { tools: Tool[]; list: string[] }>();
  for (const { tool, command, kinds } of uses) {
    for (const kind of kinds) {
      const entry = commands.get(kind) ?? { tools: [], list: [] };
      // biome and oxfmt format what they know; prettier is for the rest
      if (tool === 'prettier' && entry.tools.some((each) => FORMATTERS.has(each))) continue;
      entry.tools.push(tool);
      entry.list.push(command(directory));
      commands.set(kind, entry);
    }
  }
  const keyOf = ({ list }: { readonly list: readonly string[] }): string => list.join('\0');
  const known = new Set(
    [...commands].flatMap(([kind, entry]) => (present.has(kind) ? [keyOf(entry)] : [])),
  );
  return new Map(
    [...commands].flatMap(([kind, entry]) => (known.has(keyOf(entry)) ? [[kind, entry.list]] : [])),
  );
}

const FORMATTERS = new Set<Tool>(['biome', 'oxfmt']);

/** The patterns for `commands`; limited to the directories `parts`, if there are any. */
export function tasksOf(commands: Commands, parts: readonly string[] = []): Tasks {
  const [first = '', ...others] = parts;
  const prefix = first === '' ? '' : `${others.length === 0 ? first : `{${parts.join(',')}}`}/**/`;
  const groups = new Map<string, { kinds: FileKind[]; list: readonly string[] }>();
  for (const [kind, list] of commands) {
    const key = list.join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kinds: [kind], list });
    else group.kinds.push(kind);
  }
  return new Map([...groups.values()].map(({ kinds, list }) => [prefix + patternOf(kinds), list]));
}

/** `.ts` → `*.ts`, `.ts .js` → `*.{ts,js}`, `.rb Gemfile` → `{*.rb,Gemfile}`. */
export function patternOf(kinds: readonly FileKind[]): string {
  const names = kinds.filter((kind) => !kind.startsWith('.'));
  const endings = kinds.filter((kind) => kind.startsWith('.')).map((kind) => kind.slice(1));
  const byEnding =
    endings.length > 1 ? [`*.{${endings.join(',')}}`] : endings.map((end) => `*.${end}`);
  const [first = '', ...rest] = [...byEnding, ...names];
  return rest.length === 0 ? first : `{${[first, ...rest].join(',')}}`;
}
