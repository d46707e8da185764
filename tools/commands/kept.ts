// What commands keep for later ones, among the repository's records. It may be lost at any time.
import { readFileSync } from 'node:fs';
import { makePrivateDirectory, writeScratch } from '../base/files.ts';
import { below, type AbsolutePath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';

type Kind = 'configuration' | 'ignored' | 'naming';

/** What was last kept; `undefined` if there is nothing, or only half of it. */
export function readKept(repository: Repository, kind: Kind): unknown {
  try {
    return JSON.parse(readFileSync(fileOf(repository, kind), 'utf8'));
  } catch {
    return undefined;
  }
}

export function keep(repository: Repository, kind: Kind, kept: unknown): void {
  makePrivateDirectory(repository.records);
  writeScratch(fileOf(repository, kind), JSON.stringify(kept), 'w');
}

const fileOf = ({ records }: Repository, kind: Kind): AbsolutePath =>
  below(records, `${kind}.json`);
