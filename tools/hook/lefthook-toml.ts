// Switchyard's jobs as lines of TOML, which the user has to add: a lefthook.toml is not edited.
import type { Wanted } from './edit-lefthook.ts';
import { groupLines } from './lefthook-jobs.ts';

/** `top`: the lines that belong above the first table. `end`: the lines for the end of the file. */
export async function tomlToAdd(
  { services, isOpen }: Wanted,
  settings: ReadonlyMap<string, unknown>,
): Promise<{ top: string[]; end: string[] }> {
  const { parse } = await import('yaml');
  return {
    top: [...settings].map(assignment),
    end: elements('pre-commit.jobs', parse(groupLines(services, isOpen).join('\n')) as Table[]),
  };
}

type Table = Readonly<Record<string, unknown>>;

const elements = (path: string, tables: readonly Table[]): string[] =>
  tables.flatMap((table) => [`[[${path}]]`, ...members(path, table)]);

/** A table's own values come before the tables in it. */
function members(path: string, table: Table): string[] {
  const entries = Object.entries(table);
  const isTable = ([, value]: [string, unknown]): boolean => typeof value === 'object';
  return [
    ...entries.filter((entry) => !isTable(entry)).map(assignment),
    ...entries.filter(isTable).flatMap(([key, value]) => {
      const below = `${path}.${key}`;
      return Array.isArray(value)
        ? elements(below, value as Table[])
        : [`[${below}]`, ...members(below, value as Table)];
    }),
  ];
}

/** Strings and booleans are the same in TOML and JSON. */
const assignment = ([key, value]: readonly [string, unknown]): string =>
  `${key} = ${JSON.stringify(value)}`;
