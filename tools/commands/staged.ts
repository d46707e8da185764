// What all commands on the index begin with: finish what was interrupted, select, read configuration,
// route. The snapshot is opened when first needed, by linters or by a configuration that is a program.
import { randomBytes } from 'node:crypto';
import { remove } from '../base/files.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import type { Plan } from '../base/plan.ts';
import { CONFIGURATION_PATHSPECS } from '../config/configuration-names.ts';
import { readConfiguration } from '../config/read-configuration.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { recover } from '../publish/recover.ts';
import { route } from '../route/route.ts';
import { listIndexed } from '../select/configuration-files.ts';
import { copyIndex, stagedChanges, writeTree, type IndexCopy } from '../select/staged.ts';
import { openSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { chooseServices } from './choose-services.ts';
import { configurationSource } from './configuration-source.ts';
import type { CommandContext } from './context.ts';
import { makeScratch } from './scratch.ts';

export interface Staged {
  /** Everything that the commit would change. */
  readonly changes: readonly Change[];
  /** Of the files among them, for the chosen services. */
  readonly plan: Plan;
  /** Working files in which an interrupted earlier run was completed. */
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
  /** Routed in place of the staged files. */
  readonly paths?: readonly RepoPath[];
}

/** Hands `work` what is staged; what was opened for it is closed afterwards, whatever happens. */
export async function withStaged<Result>(
  context: CommandContext,
  repository: Repository,
  request: StagedRequest,
  work: (staged: Staged) => Promise<Result>,
): Promise<Result> {
  const completed = await recover(repository);
  const scratch = makeScratch(repository);
  const closing: (() => Promise<void>)[] = [];
  try {
    const copy = copyIndex(repository, scratch);
    const tree = writeTree(copy);
    const changes = stagedChanges(repository, copy);
    const indexed = listIndexed(copy, CONFIGURATION_PATHSPECS);
    await Promise.allSettled([tree, changes, indexed]); // or git would still read what is removed
    const staged = await changes;
    const files = staged.filter(({ kind }) => kind === 'file').map(({ path }) => path);
    const paths = request.paths ?? files;
    const snapshotRequest = { tree: await tree, run: request.run, paths: files };
    const snapshot = once(async () => {
      context.onProgress({ kind: 'snapshot', state: 'started' });
      const opened = await openSnapshot(repository, snapshotRequest);
      closing.push(opened.release);
      context.onProgress({ kind: 'snapshot', state: 'finished' });
      return opened;
    });
    const source = configurationSource(repository, {
      copy,
      changes: staged,
      indexed: await indexed,
      paths,
      snapshotRoot: async () => (await snapshot()).root,
      hostProgram: context.hostProgram,
      signal: context.signal,
    });
    const configuration = await readConfiguration(source);
    closing.push(configuration.close);
    const chosen = chooseServices(configuration, request.services, repository);
    const whole = await route(configuration.services, paths);
    const plan = {
      ...whole,
      services: whole.services.filter(({ service }) => chosen.has(service.directory)),
    };
    return await work({ changes: staged, plan, completed, copy, scratch, snapshot });
  } finally {
    for (const close of closing.reverse()) await close();
    remove(scratch);
  }
}

/** An id for a run that is one process. */
export const newRun = (): string => `${process.pid}-${randomBytes(6).toString('hex')}`;

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
