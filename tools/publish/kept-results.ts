// The results that the `lint` jobs of one hook run keep for its `publish`: a file for each service, in the run's
// directory among the repository's records. A service without a file has no result, and `publish` says so.
import { replaceScratch } from '../base/files.ts';
import { decodeFix, encodeFix, type EncodedFix } from '../base/model/encoded-fix.ts';
import type { Fix, ResultInputs, ObjectId } from '../base/model/lint-result.ts';
import { listDirectory } from '../base/lookups.ts';
import { joinPath, type RepoPath } from '../base/paths.ts';
import { readText } from '../base/read-text.ts';
import { remove } from '../base/remove.ts';
import { openRunDirectory, runDirectory } from '../base/hook-run/run-directory.ts';
import { sha256 } from '../base/sha256.ts';
import type { Repository } from '../git/repository.ts';

/** The result of a service that passed. */
export interface KeptResult {
  readonly service: RepoPath;
  /** The staged entries that its linters were given. */
  readonly linted: readonly { readonly path: RepoPath; readonly blob: string }[];
  readonly fixes: readonly Fix[];
  /** If the result is also remembered: the tree that was linted, and its other inputs. */
  readonly remembered?: { readonly tree: ObjectId; readonly inputs: ResultInputs } | undefined;
}

/** Keeps a service's result for the run's `publish`. */
export function keepResult(
  repository: Repository,
  run: string,
  { service, linted, fixes, remembered }: KeptResult,
): void {
  const directory = runDirectory(repository.records, run);
  openRunDirectory(directory);
  const name = sha256(service).slice(0, 16);
  const text = JSON.stringify({
    service,
    linted: linted.map(({ path, blob }) => ({ path, blob })),
    fixes: fixes.map(encodeFix),
    remembered,
  });
  replaceScratch(joinPath(directory, `${name}${RESULT}`), text);
}

const RESULT = '.result';

/** The results of this run, by the names of their services. */
export function keptResults(repository: Repository, run: string): KeptResult[] {
  const directory = runDirectory(repository.records, run);
  const results = listDirectory(directory).flatMap(({ name }) => {
    const text = name.endsWith(RESULT) ? readText(joinPath(directory, name)) : undefined;
    if (text === undefined) return [];
    const { fixes, ...kept } = JSON.parse(text) as Omit<KeptResult, 'fixes'> & {
      readonly fixes: readonly EncodedFix[];
    };
    return [{ ...kept, fixes: fixes.map(decodeFix) }];
  });
  return results.sort((one, other) => (one.service < other.service ? -1 : 1));
}

/** Removes the run's directory, and with it all results of the run. */
export function forgetResults(repository: Repository, run: string): void {
  remove(runDirectory(repository.records, run));
}
