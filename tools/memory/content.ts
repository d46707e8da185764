// The first half of a cache key: a digest of the content that a service's linters can see. That is the whole tree, or
// with `uses` the tree without the services that are not used; with HEAD, and which of the service's files are staged.
import type { ObjectId } from '../base/model/lint-result.ts';
import { isWithin, type RepoPath } from '../base/paths.ts';
import type { ServicePlan } from '../base/model/plan.ts';
import type { Service } from '../base/model/service.ts';
import { digestOf } from './inputs.ts';

/** A staged path as the commit would hold it. */
export interface StagedFile {
  readonly path: RepoPath;
  readonly mode: string;
  readonly blob: ObjectId;
}

/** What is to be committed. */
export interface StagedContent {
  readonly tree: ObjectId;
  readonly head: ObjectId | undefined;
  /** Everything in which `tree` differs from HEAD; of a merge, what differs from all of its parents. */
  readonly files: readonly StagedFile[];
  readonly isMerge: boolean;
  /** Services that are declared by name (not by a glob), and those that own a staged file. */
  readonly services: readonly Service[];
}

/** A digest of what the plan's linters can see of the content. */
export function contentDigest(
  { tree, head, files, isMerge, services }: StagedContent,
  { service, paths }: ServicePlan,
): string {
  const unused = unusedDirectories(service, services);
  const visible = files.filter(
    ({ path }) => !unused.some((directory) => isWithin(directory, path)),
  );
  // HEAD and what differs from it tell parts of trees apart as their ids would, without asking git for these.
  const content = isMerge || unused.length === 0 ? [tree] : visible.map(entryText);
  const routed = new Set(paths);
  const staged = files.filter(({ path }) => routed.has(path)).map(entryText);
  return digestOf([head ?? '', ...content, '', ...staged]);
}

const entryText = ({ path, mode, blob }: StagedFile): string => `${mode} ${blob}\t${path}`;

/** The directories of services that `service` does not use. One that holds a used service is not among them. */
export function unusedDirectories(service: Service, services: readonly Service[]): RepoPath[] {
  if (service.uses === 'all') return [];
  const used = [service.directory, ...service.uses];
  return services
    .map(({ directory }) => directory)
    .filter((directory) => !used.some((one) => isWithin(directory, one)));
}
