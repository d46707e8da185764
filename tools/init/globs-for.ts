// Where one glob says what would else be an entry for each of many directories.
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
 * The glob for each service that one declares: at least four in a directory with the same linters, where
 * whatever of `directories` lies beside them would have the same commands for each kind of file. A service
 * there that has others is declared by name, which counts for more.
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

/** The services that go with the commands that most have. */
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

/** `undefined` if two have different commands for a kind of file. */
function merge(all: readonly Commands[]): Commands | undefined {
  const merged = new Map<FileKind, readonly string[]>();
  for (const [kind, list] of all.flatMap((each) => [...each])) {
    const known = merged.get(kind);
    if (known !== undefined && known.join('\0') !== list.join('\0')) return undefined;
    merged.set(kind, list);
  }
  return merged;
}
