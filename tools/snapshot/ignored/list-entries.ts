// Lists all ignored entries that a checkout may need: those in the working tree, and central virtualenvs.
import type { IgnoredEntry } from '../../base/ignored-entry.ts';
import type { Repository } from '../../git/repository.ts';
import { listCentralEnvironments } from './central-environments.ts';
import { listIgnored } from './list-ignored.ts';

/** Throws `GitFailure` if git fails. */
export async function listEntries(repository: Repository): Promise<IgnoredEntry[]> {
  return (await Promise.all([listIgnored(repository), listCentralEnvironments(repository)])).flat();
}
