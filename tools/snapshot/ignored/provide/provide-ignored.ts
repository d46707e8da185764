// Provides a checkout with the entries that git ignores in the user's working tree (`node_modules`, `.venv`, `.env` …),
// because linters need them. Only reads the user's files, and leaves tracked paths of the checkout alone. For each
// entry, `describe/entry-kind.ts` decides how it is provided and describes what the checkout should have; here
// `materialise.ts` makes that, and the manifest records it.
import { makePrivateDirectory } from '../../../base/files.ts';
import type { EntryKind, IgnoredEntry } from '../../../base/model/ignored-entry.ts';
import { joinPath, parentOf, type AbsolutePath, type RepoPath } from '../../../base/paths.ts';
import { forgetCompilation } from '../describe/compiled.ts';
import { describeEntry } from '../describe/entry-kind.ts';
import { materialise, watchedPaths } from './materialise.ts';
import { forgetIdentities, readManifest, writeManifest, type ProvidedEntry } from './manifest.ts';
import { planChanges } from './plan-changes.ts';
import { fileIdentity } from '../../../base/lookups.ts';
import { remove, removeWithParents } from '../../../base/remove.ts';
import type { DescriptionContext } from '../describe/entry-description.ts';

export interface IgnoredOptions {
  /** The top of the user's working tree, as a real path. */
  readonly top: AbsolutePath;
  /** Has its tree's files already, and a `.git` of its own with an index. */
  readonly checkout: AbsolutePath;
  /** The manifest file of this checkout. */
  readonly manifest: AbsolutePath;
}

/**
 * Makes the checkout hold `entries`, and removes earlier ones. Nobody else may write there meanwhile. If nothing has
 * changed, only looks at identities. After a call that failed or was killed, the next one does the rest.
 */
export async function provideIgnored(
  entries: readonly IgnoredEntry[],
  options: IgnoredOptions,
): Promise<void> {
  const { top, checkout } = options;
  const before = readManifest(options.manifest, top, checkout);
  const { keep, make, remove: old } = await planChanges(entries, before);
  if (make.size === 0 && keep.size === before.entries.length) return;
  const kept = [...keep.values()];
  const remember = (provided: readonly ProvidedEntry[]): void => {
    writeManifest(options.manifest, { top, checkout, entries: [...kept, ...provided] });
  };
  const pending = [...make].map(([path, kind]) => ({
    path,
    kind,
    sourceIdentities: [],
    targetIdentities: [],
  }));
  remember([...old.map(forgetIdentities), ...pending]);
  for (const { path } of old) removeProvided(path, checkout);
  const sources = new Map(entries.map(({ path, source }) => [path, source]));
  const made = [...make].map(([path, kind]) =>
    makeEntry(path, kind, sources.get(path) ?? joinPath(top, path), options),
  );
  remember(made.filter((one) => one !== undefined));
}

function makeEntry(
  path: RepoPath,
  kind: EntryKind,
  source: AbsolutePath,
  { top, checkout }: IgnoredOptions,
): ProvidedEntry | undefined {
  const context: DescriptionContext = {
    mappings: [{ from: top, to: checkout }],
    dependencies: new Map(),
  };
  const at = joinPath(checkout, path);
  const description = describeEntry(kind, { source, target: at, context });
  if (description === undefined) {
    remove(at);
    return undefined;
  }
  makePrivateDirectory(joinPath(checkout, parentOf(path)));
  // `prettier --cache` does not check a file again when a plugin has changed.
  if (kind === 'node_modules') remove(joinPath(at, '.cache'));
  materialise(at, description);
  forgetCompilation(at);
  const targetIdentities = watchedPaths(at, description, kind === 'copied').map(
    (one) => [one, fileIdentity(one)] as const,
  );
  return { path, kind, sourceIdentities: [...context.dependencies], targetIdentities };
}

function removeProvided(path: RepoPath, checkout: AbsolutePath): void {
  forgetCompilation(joinPath(checkout, path));
  removeWithParents(checkout, path);
}
