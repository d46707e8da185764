// Renders a switchyard.config.json, formatted as by prettier.
import { addMembers } from '../base/edit-json.ts';
import type { RepoPath } from '../base/paths.ts';
import { serviceName } from '../base/model/service.ts';
import type { FoundServices } from './find-services.ts';
import { globsFor } from './globs-for.ts';
import { tasksOf, type Tasks } from './tasks.ts';

const WIDTH = 80;

/** The entries that declare the services: a directory or a glob of directories → tasks. */
export function declare(
  { services, commandsIn }: Pick<FoundServices, 'services' | 'commandsIn'>,
  directories: ReadonlySet<RepoPath>,
): ReadonlyMap<string, Tasks> {
  const declared = new Map<string, Tasks>();
  const globs = globsFor(services, directories, commandsIn);
  for (const { directory, commands, parts } of services) {
    const glob = globs.get(directory);
    const name = glob?.name ?? serviceName({ directory });
    declared.set(name, tasksOf(glob?.commands ?? commands, parts));
  }
  return declared;
}

/** Ends with a newline. `schema` is the value of `$schema`. */
export function renderConfiguration(declared: ReadonlyMap<string, Tasks>, schema?: string): string {
  const services = renderServices(declared).map((line) => `    ${line}\n`);
  return [
    '{\n',
    ...(schema === undefined ? [] : [`  "$schema": ${JSON.stringify(schema)},\n`]),
    `  "services": {\n${services.join('')}  }\n`,
    '}\n',
  ].join('');
}

/** `text`, a switchyard.config.json, with services added; `undefined` if it does not have the form of one. */
export const addServices = (
  text: string,
  declared: ReadonlyMap<string, Tasks>,
): string | undefined =>
  addMembers(
    text,
    ['services'],
    Object.fromEntries(
      [...declared].map(([name, tasks]) => [
        name,
        Object.fromEntries(
          [...tasks].map(([pattern, list]) => [pattern, list.length === 1 ? list[0] : list]),
        ),
      ]),
    ),
  );

/** The lines of the services as members of an object. */
export function renderServices(declared: ReadonlyMap<string, Tasks>): string[] {
  const services = [...declared].map(([name, tasks]) => {
    const patterns = [...tasks].map(([pattern, commands]) => `  ${entry(pattern, commands)}`);
    return `${JSON.stringify(name)}: {\n${patterns.join(',\n')}\n}`;
  });
  return services.join(',\n').split('\n');
}

function entry(pattern: string, commands: readonly string[]): string {
  const key = JSON.stringify(pattern);
  const [only = ''] = commands;
  if (commands.length === 1) return `${key}: ${JSON.stringify(only)}`;
  const items = commands.map((command) => JSON.stringify(command));
  const line = `${key}: [${items.join(', ')}]`;
  if (line.length + 7 <= WIDTH) return line;
  return `${key}: [\n${items.map((item) => `    ${item}`).join(',\n')}\n  ]`;
}
