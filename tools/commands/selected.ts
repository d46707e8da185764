// The first steps of every command on files: complete an interrupted publish, select, read configuration, route. The
// snapshot is opened when it is first needed, by linters or by a configuration that is a program.
import { Failure } from '../base/errors.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import type { Plan } from '../base/model/plan.ts';
import { remove } from '../base/remove.ts';
import type { Service } from '../base/model/service.ts';
import { readConfiguration } from '../config/read-configuration.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { timed } from '../base/timing.ts';
import { recover } from '../publish/recover.ts';
import { route } from '../route/route.ts';
import type { IndexedFile } from '../select/configuration-files.ts';
import type { PrivateIndex } from '../select/staged.ts';
import { markProgramStart } from '../snapshot/slot.ts';
import { attributesOf } from './memory/list-configuration.ts';
import { openSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { chooseServices } from './choose-services.ts';
import { configurationSource } from './configuration-source.ts';
import type { CommandContext } from './context.ts';
import type { IgnoredListing } from './memory/list-ignored.ts';
import { once } from './once.ts';
import { makeScratch } from './scratch.ts';

/** A tree and a set of paths. */
export interface Selection {
  readonly tree: ObjectId;
  /** An index with the entries of `tree`. */
  readonly index: PrivateIndex;
  /** The commit that linters find as HEAD. */
  readonly head: ObjectId | undefined;
  /** The paths, and what became of them. */
  readonly changes: readonly Change[];
  /** The files of the tree with configuration names, and its `.gitattributes`. */
  readonly indexed: readonly IndexedFile[];
  /** Whether untracked configuration files in the directories of the paths count too. */
  readonly untracked: boolean;
}

export type Selected<Kind extends Selection = Selection> = Kind & {
  /** For the files among `changes`, or the request's `paths`; only the chosen services. */
  readonly plan: Plan;
  /** For each list of the request, the directories of its services; `undefined` if another job's list is wrong. */
  readonly chosen: readonly (ReadonlySet<RepoPath> | undefined)[];
  /** All paths with a task, also those of services that were not chosen: other jobs of the run may lint them. */
  readonly routed: ReadonlySet<RepoPath>;
  /** All services that are declared by name, and those of globs and lint-staged files that own one of the paths. */
  readonly services: readonly Service[];
  /** A private directory that is gone when the command has ended. */
  readonly scratch: AbsolutePath;
  readonly snapshot: () => Promise<Snapshot>;
};

/** Names of services, as the command line has them. */
type Lists = readonly (readonly string[])[];

export interface SelectedRequest {
  /**
   * Lists of service names, empty for all services: the command's own first, then one for each other job of the run.
   * `isEnough` says whether lists name all services that have something to do, so that no more need be waited for.
   */
  readonly services: (isEnough: (lists: Lists) => boolean) => Lists | Promise<Lists>;
  /** Commands of one run share a snapshot. */
  readonly run: string;
  /** Routed in place of the selected files. */
  readonly paths?: readonly RepoPath[];
  /** Lists the ignored entries of the working tree: started beside the selection, awaited by the snapshot. */
  readonly ignored?: IgnoredListing | undefined;
}

/**
 * Selects, configures and routes, then calls `work` with the result. `select` is given a private directory. Snapshot,
 * configuration and that directory are closed afterwards, also when something fails.
 */
export async function withSelected<Kind extends Selection, Result>(
  context: CommandContext,
  repository: Repository,
  request: SelectedRequest,
  select: (scratch: AbsolutePath) => Promise<Kind>,
  work: (selected: Selected<Kind>) => Promise<Result>,
): Promise<Result> {
  const completed = await recover(repository);
  if (completed.length > 0) context.onProgress({ kind: 'completed', paths: completed });
  const scratch = makeScratch(repository);
  const closing: (() => Promise<void>)[] = [];
  try {
    const selecting = timed('select', () => select(scratch));
    request.ignored?.start();
    const selection = await selecting;
    const { tree, head, changes, indexed } = selection;
    const files = changes.filter(({ kind }) => kind === 'file').map(({ path }) => path);
    const paths = request.paths ?? files;
    const snapshot = once(async () => {
      context.onProgress({ kind: 'snapshot', state: 'started' });
      const { run, ignored } = request;
      const entries = ignored === undefined ? undefined : () => ignored.entries(selection);
      const attributes = attributesOf(indexed);
      const wanted = { tree, head, attributes, run, paths: files, ignored: entries };
      const opened = await timed('snapshot', () => openSnapshot(repository, wanted));
      closing.push(opened.release);
      context.onProgress({ kind: 'snapshot', state: 'finished' });
      return opened;
    });
    const source = configurationSource(repository, selection, {
      paths,
      snapshotRoot: async () => {
        const { root, slot } = await snapshot();
        markProgramStart(slot);
        return root;
      },
      hostProgram: context.hostProgram,
      signal: context.signal,
    });
    const configuration = await timed('configure', () => readConfiguration(source));
    closing.push(configuration.close);
    const { services, warnings } = configuration;
    for (const text of warnings) context.onProgress({ kind: 'warning', text });
    const whole = await timed('route', () => route(services, paths));
    const choose = (names: readonly string[]) => chooseServices(configuration, names, repository);
    const chosen = await chooseForAll(request, whole, choose);
    const plan = { ...whole, services: plansOf(whole, chosen) };
    const routed = new Set(whole.services.flatMap((service) => service.paths));
    const found = { plan, routed, services, chosen };
    return await work({ ...selection, ...found, scratch, snapshot });
  } finally {
    for (const close of closing.reverse()) await timed('close', close);
    remove(scratch);
  }
}

/** For each list of the request, the directories of its services, found by `choose`. */
async function chooseForAll(
  request: SelectedRequest,
  whole: Plan,
  choose: (names: readonly string[]) => ReadonlySet<RepoPath>,
): Promise<Selected['chosen']> {
  const chooseEach = (lists: Lists) =>
    lists.map((names, at) => (at === 0 ? choose(names) : unlessMistaken(() => choose(names))));
  const isEnough = (lists: Lists) =>
    plansOf(whole, chooseEach(lists)).length === whole.services.length;
  return chooseEach(await request.services(isEnough));
}

const plansOf = ({ services }: Plan, chosen: Selected['chosen']) =>
  services.filter(({ service }) =>
    chosen.some((directories) => directories?.has(service.directory)),
  );

/** `undefined` instead of a failure, for another job's list: that job then gets no answer, and fails by itself. */
function unlessMistaken<Found>(find: () => Found): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** An id for a run that is one process. */
export const newRun = (): string => `${process.pid}-${Math.random().toString(36).slice(2)}`;
