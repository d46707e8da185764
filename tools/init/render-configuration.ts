// The text of a switchyard.config.json, laid out as prettier would.
import type { RepoPath } from '../base/paths.ts';
import type { FoundService } from './find-services.ts';
import type { Tasks } from './tasks.ts';
import { upwards } from './tool-use.ts';

const WIDTH = 80;
const LEAST_FOR_A_GLOB = 4;

/** The services as the configuration declares them: a directory or a glob of directories, and tasks. */
export function declare(
  services: readonly FoundService[],
  directories: ReadonlySet<RepoPath>,
): ReadonlyMap<string, Tasks> {
  const declared = new Map<string, Tasks>();
  const globs = globsFor(services, directories);
  for (const { directory, tasks } of services) {
    const glob = globs.get(directory);
    declared.set(glob ?? (directory === '' ? '.' : directory), tasks);
  }
  return declared;
}

/** Ends with a newline. `schema` is what editors find the schema by. */
export function renderConfiguration(declared: ReadonlyMap<string, Tasks>, schema: string): string {
  const services = [...declared].map(([name, tasks]) => {
    const patterns = [...tasks].map(([pattern, commands]) => `      ${entry(pattern, commands)}`);
    return `    ${JSON.stringify(name)}: {\n${patterns.join(',\n')}\n    }`;
  });
  return [
    '{',
    `  "$schema": ${JSON.stringify(schema)},`,
    `  "services": {\n${services.join(',\n')}\n  }`,
    '}',
    '',
  ].join('\n');
}

function entry(pattern: string, commands: readonly string[]): string {
  const key = JSON.stringify(pattern);
  const [only = ''] = commands;
  if (commands.length === 1) return `${key}: ${JSON.stringify(only)}`;
  const items = commands.map((command) => JSON.stringify(command));
  const line = `${key}: [${items.join(', ')}]`;
  if (line.length + 7 <= WIDTH) return line;
  return `${key}: [\n${items.map((item) => `        ${item}`).join(',\n')}\n      ]`;
}

/**
 * The glob for each service that one line says better: all directories beside it are services with the
 * same tasks, or files of one above with just these, and there are at least four.
 */
function globsFor(
  services: readonly FoundService[],
  directories: ReadonlySet<RepoPath>,
): ReadonlyMap<RepoPath, string> {
  const globs = new Map<RepoPath, string>();
  const byParent = new Map<string, FoundService[]>();
  for (const service of services) {
    const end = service.directory.lastIndexOf('/');
    if (end === -1) continue;
    const parent = service.directory.slice(0, end);
    byParent.set(parent, [...(byParent.get(parent) ?? []), service]);
  }
  for (const [parent, children] of byParent) {
    const beside = [...directories].filter(
      (each) => each.slice(0, each.lastIndexOf('/')) === parent,
    );
    const kinds = new Set(children.map(taskText));
    const above = [...upwards(parent as RepoPath)].flatMap(
      (at) => services.find((each) => each.directory === at) ?? [],
    );
    const isAll = beside.every(
      (each) =>
        children.some(({ directory }) => directory === each) ||
        (above[0] !== undefined && kinds.has(taskText(above[0]))),
    );
    const isPlain = !/[*?[\](){}!+@]/.test(parent);
    if (isAll && isPlain && kinds.size === 1 && children.length >= LEAST_FOR_A_GLOB) {
      for (const { directory } of children) globs.set(directory, `${parent}/*`);
    }
  }
  return globs;
}

const taskText = ({ tasks }: FoundService): string => JSON.stringify([...tasks]);
