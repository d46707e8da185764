// Everything of the user's that git ignores and a checkout may need, wherever it lies.
import type { IgnoredEntry } from '../../base/ignored-entry.ts';
import type { Repository } from '../../git/repository.ts';
import { listCentralEnvironments } from './central-environments.ts';
import { listIgnored } from './list-ignored.ts';

/** Fails as git does. */
export async function listEntries(repository: Repository): Promise<IgnoredEntry[]> {
  return (await Promise.all([listIgnored(repository), listCentralEnvironments(repository)])).flat();
}
