// A snapshot: a private checkout of exactly what is being committed, in which linters run.
import { allOf } from '../base/all-of.ts';
import type { IgnoredEntry } from '../base/model/ignored-entry.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { openDirectories } from '../base/owner-and-mode.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import { provideIgnored } from './ignored/provide/provide-ignored.ts';
import { listEntries } from './ignored/list/list-entries.ts';
import { providedPaths } from './ignored/provide/manifest.ts';
import {
  addIndex,
  excludeFromStatus,
  makeLinterRepository,
  removeIfTouched,
  removeLinterRepository,
} from './linter-repository.ts';
import { conversionSettings, linterSettings } from './linter-settings.ts';
import { linkSiblings } from './link-siblings.ts';
import { checkoutName, privateDirectory, repositoryDirectory } from './private-directory.ts';
import { removeIdleSlots } from './remove-idle-slots.ts';
import { acquireSlot, fillTimeMs, releaseSlot, type Slot } from './slot.ts';
import {
  checkOut,
  completeSparse,
  emptySlot,
  hasNoLeftovers,
  isReadable,
  removeLeftovers,
  removeLintedFiles,
} from './sync.ts';

export interface Snapshot {
  /** The top of the checkout. */
  readonly root: AbsolutePath;
  readonly tree: ObjectId;
  readonly slot: Slot;
  /** When a process of the run began to fill it, in milliseconds since 1970. */
  readonly since: number;
  /** Gives the slot back; all linters must have ended. A second call waits for the first. */
  readonly release: () => Promise<void>;
}

export interface SnapshotRequest {
  readonly tree: ObjectId;
  /** The commit that linters find as HEAD, if there is one. */
  readonly head: ObjectId | undefined;
  /** Tells whether two trees give their files the same attributes. */
  readonly attributes: string;
  /** Commands of one run with the same tree share a checkout. */
  readonly run: string;
  /** The files that linters are given: they are written anew, and checked out even outside of sparse patterns. */
  readonly paths: readonly RepoPath[];
  /** Lists the ignored entries of the working tree; set if the caller has started that already. */
  readonly ignored?: (() => Promise<readonly IgnoredEntry[]>) | undefined;
}

/** Opens a snapshot of `tree`. The user's working tree and git directory are only read. */
export async function openSnapshot(
  repository: Repository,
  { tree, head, attributes, run, paths, ignored }: SnapshotRequest,
): Promise<Snapshot> {
  const directory = repositoryDirectory(privateDirectory(), repository);
  const name = checkoutName(repository);
  const content = { run, tree, head };
  const fill = async (filled: Slot, clean: boolean): Promise<void> => {
    if (!clean) removeLinterRepository(filled);
    const settings = await linterSettings(repository, filled);
    const conversions = [attributes, conversionSettings(repository, settings)].join('\n');
    const bringToTree = async (): Promise<void> => {
      if (!clean) await removeLeftovers(repository, filled);
      removeLintedFiles(filled, paths);
      await checkOut(repository, filled, { tree, conversions });
    };
    const [, entries] = await allOf([
      bringToTree(),
      ignored?.() ?? listEntries(repository),
      makeLinterRepository(repository, filled, { head, settings }),
    ]);
    addIndex(filled);
    linkSiblings(repository.top, filled);
    const { checkout, manifest } = filled;
    await provideIgnored(entries, { top: repository.top, checkout, manifest });
    excludeFromStatus(repository, filled, providedPaths(manifest));
  };
  const slot = await acquireSlot(directory, name, content, async (taken, clean) => {
    try {
      await retryWithOpenDirectories(taken, () => fill(taken, clean));
    } catch (error) {
      if (await isReadable(repository, taken)) throw error;
      emptySlot(taken);
      await fill(taken, true);
    }
  });
  await completeSparse(repository, slot, paths);
  const giveBack = async (): Promise<void> => {
    await releaseSlot(slot, async () => {
      const clean = hasNoLeftovers(slot);
      removeIfTouched(slot);
      if (!clean) await retryWithOpenDirectories(slot, () => removeLeftovers(repository, slot));
    });
    removeIdleSlots(directory, name);
  };
  let released: Promise<void> | undefined;
  return {
    root: slot.checkout,
    tree,
    slot,
    since: fillTimeMs(slot),
    release: () => (released ??= giveBack()),
  };
}

/** Runs `work`; if it fails and the checkout has read-only directories (as Go's modules), opens them and retries. */
async function retryWithOpenDirectories<Result>(
  slot: Slot,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!openDirectories(slot.checkout)) throw error;
    return await work();
  }
}
