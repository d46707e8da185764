// Finds globs (`packages/*`) that can declare many services by one entry of the configuration.
import { parentOf, type RepoPath } from '../base/paths.ts';
import type { FoundService } from './find-services.ts';
import type { Commands } from './tasks.ts';
import type { FileKind } from './tool-use.ts';

const LEAST_FOR_A_GLOB = 4;

export interface Glob {
  readonly name: string;
  readonly commands: Commands;
}

/**
 * Service directory → its glob. A glob declares at least four services of one directory with the same linters, and only
 * if all other `directories` beside them would have the same commands for each kind of file. A service there with other
 * linters is declared by name, which takes precedence.
 */
export function globsFor(
  services: readonly FoundService[],
  directories: ReadonlySet<RepoPath>,
  commandsIn: (directory: RepoPath) => Commands,
): ReadonlyMap<RepoPath, Glob> {
  const globs = new Map<RepoPath, Glob>();
  for (const parent of new Set(services.map(({ directory }) => parentOf(directory)))) {
    if (parent === '' || /[*?[\](){}!+@]/.test(parent)) continue;
    const children = services.filter(({ directory }) => parentOf(directory) === parent);
    const members = alike(children);
    const others = [...directories].filter(
      (each) => parentOf(each) === parent && !children.some(({ directory }) => directory === each),
    );
    const isListed = members.every(({ directory }) => directories.has(directory));
    if (!isListed || members.length < LEAST_FOR_A_GLOB) continue;
    const all = [...members.map(({ commands }) => commands), ...others.map(commandsIn)];
    const commands = merge(all);
    if (commands === undefined) continue;
    for (const { directory } of members) globs.set(directory, { name: `${parent}/*`, commands });
  }
  return globs;
}

/** The services with the most frequent commands, and those whose commands can be merged with these. */
function alike(services: readonly FoundService[]): FoundService[] {
  const textOf = ({ commands, parts }: FoundService): string =>
    JSON.stringify([...commands, parts]);
  const texts = services.map(textOf);
  const count = (text: string): number => texts.filter((each) => each === text).length;
  const most = Math.max(...texts.map(count));
  const usual = services.find((service) => count(textOf(service)) === most);
  const members: FoundService[] = [];
  for (const service of usual === undefined ? [] : [usual, ...services]) {
    if (members.includes(service) || kindOf(service) !== kindOf(usual)) continue;
    if (merge([...members, service].map(({ commands }) => commands)) !== undefined) {
      members.push(service);
    }
  }
  return members;
}

const kindOf = (service: FoundService | undefined): string =>
  JSON.stringify([[...(service?.tools.keys() ?? [])], service?.parts]);

/** All commands as one map; `undefined` if two maps have different commands for the same kind of file. */
function merge(all: readonly Commands[]): Commands | undefined {
  const merged = new Map<FileKind, readonly string[]>();
  for (const [kind, list] of all.flatMap((each) => [...each])) {
    const known = merged.get(kind);
    if (known !== undefined && known.join('\0') !== list.join('\0')) return undefined;
    merged.set(kind, list);
  }
  return merged;
}
