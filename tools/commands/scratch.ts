// A private directory for one command's own files, among the repository's records.
import { readdirSync } from 'node:fs';
import { makePrivateDirectory } from '../base/files.ts';
import { joinPath, type AbsolutePath } from '../base/paths.ts';
import { isAlive, ownIdentity } from '../base/process-identity.ts';
import { remove } from '../base/remove.ts';
import type { Repository } from '../git/repository.ts';

const PREFIX = 'scratch-';

/** Creates the directory, which the caller is to remove, and removes those of commands that were killed. */
export function makeScratch(repository: Repository): AbsolutePath {
  makePrivateDirectory(repository.records);
  for (const name of readdirSync(repository.records)) {
    if (!name.startsWith(PREFIX)) continue;
    const owner = name.slice(PREFIX.length).replace('-', ' ');
    if (!isAlive(owner)) remove(joinPath(repository.records, name));
  }
  const scratch = joinPath(repository.records, PREFIX + ownIdentity().replace(' ', '-'));
  makePrivateDirectory(scratch);
  return scratch;
}
