// The first half of a cache key: a digest of the content that a service's linters can see. That is the whole tree, or
// with `uses` the tree without the services that are not used; with HEAD, and which of the service's files are staged.
import type { ObjectId } from '../base/lint-result.ts';
import { decodeName, encodeName } from '../base/names.ts';
import { ancestors, isWithin, type RepoPath } from '../base/paths.ts';
import type { ServicePlan } from '../base/plan.ts';
import type { Service } from '../base/service.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { digestOf } from './notes.ts';

/** A staged file as the commit would hold it. */
export interface StagedFile {
  readonly path: RepoPath;
  readonly mode: string;
  readonly blob: ObjectId;
}

/** What is to be committed. */
export interface StagedContent {
  readonly tree: ObjectId;
  readonly head: ObjectId | undefined;
  readonly files: readonly StagedFile[];
  /** Services that are declared by name (not by a glob), and those that own a staged file. */
  readonly services: readonly Service[];
}

/** For each plan, a digest of what its linters can see of the content; starts at most one git process. */
export async function nameContent(
  repository: Repository,
  { tree, head, files, services }: StagedContent,
  plans: readonly ServicePlan[],
): Promise<string[]> {
  const unseen = plans.map(({ service }) => unseenDirectories(service, services));
  const trees = await readTrees(repository, tree, new Set(unseen.flat().flatMap(above)));
  return plans.map((plan, index) => {
    const routed = new Set(plan.paths);
    const staged = files
      .filter(({ path }) => routed.has(path))
      .map(({ path, mode, blob }) => `${mode} ${blob}\t${path}`);
    return digestOf([treeWithout(tree, unseen[index] ?? [], trees), head ?? '', ...staged]);
  });
}

/** The directories of services that `service` does not use. One that holds a used service is not among them. */
export function unseenDirectories(service: Service, services: readonly Service[]): RepoPath[] {
  if (service.uses === 'all') return [];
  const seen = [service.directory, ...service.uses];
  return services
    .map(({ directory }) => directory)
    .filter((directory) => !seen.some((one) => isWithin(directory, one)))
    .filter((directory) => !directory.includes('\n')); // git is asked line by line
}

const above = (path: RepoPath): RepoPath[] => [...ancestors(path)];

/** The entries of one tree object: name → `<mode> <id>`. */
type Entries = ReadonlyMap<string, string>;

/** The entries of each directory of `tree` (repo-relative, `''` for the top). Absent ones are left out. */
async function readTrees(
  { place }: Repository,
  tree: ObjectId,
  directories: ReadonlySet<RepoPath>,
): Promise<ReadonlyMap<RepoPath, Entries>> {
  const asked = [...directories];
  if (asked.length === 0) return new Map();
  const input = encodeName(asked.map((directory) => `${tree}:${directory}\n`).join(''));
  const { stdout } = await git(place, ['cat-file', '--batch'], { input });
  const trees = new Map<RepoPath, Entries>();
  let at = 0;
  for (const directory of asked) {
    const end = stdout.indexOf('\n', at);
    // `257cc56… tree 1234`, the tree, a newline; or `…:apps/gone missing`
    const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(stdout.toString('latin1', at, end));
    at = end + 1;
    if (header === null) continue;
    const [, id = '', kind, size] = header;
    const bytes = stdout.subarray(at, at + Number(size));
    if (kind === 'tree') trees.set(directory, parseTree(bytes, id.length / 2));
    at += bytes.length + 1;
  }
  return trees;
}

/** Parses a raw tree object: for each entry `100644 name\0`, then the bytes of its id. */
function parseTree(bytes: Buffer, idLength: number): Entries {
  const entries = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(' ', at);
    const end = bytes.indexOf(0, space);
    const id = bytes.toString('hex', end + 1, end + 1 + idLength);
    const name = decodeName(bytes.subarray(space + 1, end));
    entries.set(name, `${bytes.toString('latin1', at, space)} ${id}`);
    at = end + 1 + idLength;
  }
  return entries;
}

/** The id of `tree`, or a digest of it without the directories `unseen`. */
function treeWithout(
  tree: ObjectId,
  unseen: readonly RepoPath[],
  trees: ReadonlyMap<RepoPath, Entries>,
): string {
  if (unseen.length === 0) return tree;
  const left = new Set(unseen);
  const within = new Set(unseen.flatMap(above));
  const name = (directory: RepoPath): string => {
    const entries = [...(trees.get(directory) ?? new Map<string, string>())];
    return digestOf(
      entries.flatMap(([child, id]) => {
        const path = `${directory === '' ? '' : `${directory}/`}${child}` as RepoPath;
        if (left.has(path)) return [];
        return [child, within.has(path) && trees.has(path) ? name(path) : id];
      }),
    );
  };
  return name('' as RepoPath);
}
