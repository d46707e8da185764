// Lists all ignored entries that a checkout may need: those in the working tree, and central virtualenvs.
import type { IgnoredEntry } from '../../../base/model/ignored-entry.ts';
import type { Repository } from '../../../git/repository.ts';
import { listCentralEnvironments } from './central-environments.ts';
import { listIgnored } from './list-ignored.ts';

/** `ignored` are those in the working tree. Throws `GitFailure` if git fails. */
export async function listEntries(
  repository: Repository,
  ignored: Promise<readonly IgnoredEntry[]> | readonly IgnoredEntry[] = listIgnored(repository),
): Promise<IgnoredEntry[]> {
  return (await Promise.all([ignored, listCentralEnvironments(repository)])).flat();
}
