// What all commands on the index begin with: finish what was interrupted, select, read configuration,
// route. The snapshot is opened when first needed, by linters or by a configuration that is a program.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { inspect, makePrivateDirectory, remove } from '../base/files.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { Plan } from '../base/plan.ts';
import { isAlive, ownIdentity } from '../base/process-identity.ts';
import { CONFIGURATION_PATHSPECS, isConfigurationName } from '../config/configuration-names.ts';
import { readConfiguration, type ConfigurationFile } from '../config/read-configuration.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { recover } from '../publish/recover.ts';
import { route } from '../route/route.ts';
import { listIndexed, listUnknown, readIndexed } from '../select/configuration-files.ts';
import { copyIndex, stagedChanges, writeTree, type IndexCopy } from '../select/staged.ts';
import { openSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { chooseServices } from './choose-services.ts';
import type { CommandContext } from './context.ts';

export interface Staged {
  /** Everything that the commit would change. */
  readonly changes: readonly Change[];
  /** Of the files among them, for the chosen services. */
  readonly plan: Plan;
  readonly completed: readonly RepoPath[];
  readonly copy: IndexCopy;
  /** A private directory that is gone when the command has ended. */
  readonly scratch: AbsolutePath;
  readonly snapshot: () => Promise<Snapshot>;
}

export interface StagedRequest {
  /** Empty for all. */
  readonly services: readonly string[];
  /** Commands of one run share a snapshot. */
  readonly run: string;
}

/** Hands `work` what is staged; what was opened for it is closed afterwards, whatever happens. */
export async function withStaged<Result>(
  context: CommandContext,
  repository: Repository,
  { services, run }: StagedRequest,
  work: (staged: Staged) => Promise<Result>,
): Promise<Result> {
  const completed = await recover(repository);
  const scratch = makeScratch(repository);
  const closing: (() => Promise<void>)[] = [];
  try {
    const copy = copyIndex(repository, scratch);
    const tree = writeTree(copy);
    const selection = Promise.all([
      stagedChanges(repository, copy),
      listIndexed(copy, CONFIGURATION_PATHSPECS),
    ]);
    await Promise.allSettled([tree, selection]); // git has ended before the copy is removed
    const [changes, indexed] = await selection;
    const treeId = await tree;
    const paths = changes.filter(({ kind }) => kind === 'file').map(({ path }) => path);

    let opened: Promise<Snapshot> | undefined;
    const snapshot = (): Promise<Snapshot> => {
      opened ??= open();
      return opened;
    };
    const open = async (): Promise<Snapshot> => {
      context.onProgress({ kind: 'snapshot', state: 'started' });
      const made = await openSnapshot(repository, { tree: treeId, run, paths });
      closing.push(made.release);
      context.onProgress({ kind: 'snapshot', state: 'finished' });
      return made;
    };

    const deleted = changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
    const known = new Set([...indexed.map(({ path }) => path), ...deleted]);
    const unknown = listUnknown(repository, paths, known, isConfigurationName);
    const files: ConfigurationFile[] = [
      ...indexed.map((file) => ({
        path: file.path,
        read: () => readIndexed(repository, file),
        locate: async () => below((await snapshot()).root, file.path),
      })),
      ...unknown.map((path) => ({
        path,
        read: () => Promise.resolve(readWorkingFile(below(repository.top, path))),
        locate: () => Promise.resolve(below(repository.top, path)),
      })),
    ];
    const configuration = await readConfiguration({
      files,
      paths,
      exists: async (directory) =>
        inspect(below(repository.top, directory))?.isDirectory() === true ||
        (await listIndexed(copy, [`:(literal)${directory}/`])).length > 0,
      hostProgram: context.hostProgram,
    });
    closing.push(configuration.close);
    const chosen = chooseServices(configuration.services, services, repository);
    const plan = await route(configuration.services, paths);
    return await work({
      changes,
      plan: {
        ...plan,
        services: plan.services.filter(({ service }) => chosen.has(service.directory)),
      },
      completed,
      copy,
      scratch,
      snapshot,
    });
  } finally {
    for (const close of closing.reverse()) await close();
    remove(scratch);
  }
}

/** An id for a run that is one process. */
export const newRun = (): string => `${process.pid}-${randomBytes(6).toString('hex')}`;

function makeScratch(repository: Repository): AbsolutePath {
  makePrivateDirectory(repository.records);
  for (const name of readdirSync(repository.records)) {
    if (!name.startsWith(SCRATCH)) continue;
    const owner = name.slice(SCRATCH.length).replace('-', ' ');
    if (!isAlive(owner)) remove(below(repository.records, name));
  }
  const own = `${SCRATCH}${ownIdentity().replace(' ', '-')}`;
  const scratch = below(repository.records, own);
  makePrivateDirectory(scratch);
  return scratch;
}

const SCRATCH = 'scratch-';
