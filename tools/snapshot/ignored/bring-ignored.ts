// Brings the entries that git ignores in the user's working tree (`node_modules`, `.venv`, `.env` …) into a checkout,
// where linters need them. Only reads the user's files, and leaves tracked paths of the checkout alone. For each entry,
// `entry-kind.ts` decides how it comes in, `describe…` functions say what the checkout is to have (`wanted.ts`),
// `establish.ts` makes it so, and the manifest remembers it.
import { makePrivateDirectory } from '../../base/files.ts';
import type { EntryKind, IgnoredEntry } from '../../base/ignored-entry.ts';
import { below, parentOf, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import { forgetCompilation } from './compiled.ts';
import { describeEntry } from './entry-kind.ts';
import { establish, watchedPaths } from './establish.ts';
import { forgetIdentities, readManifest, writeManifest, type Brought } from './manifest.ts';
import { planChanges } from './plan-changes.ts';
import { fileIdentity } from '../../base/lookups.ts';
import { remove, removeWithParents } from '../../base/remove.ts';
import type { EntrySurvey } from './wanted.ts';

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
export async function bringIgnored(
  entries: readonly IgnoredEntry[],
  options: IgnoredOptions,
): Promise<void> {
  const { top, checkout } = options;
  const before = readManifest(options.manifest, top, checkout);
  const { keep, make, remove: old } = await planChanges(entries, before);
  if (make.size === 0 && keep.size === before.brought.length) return;
  const kept = [...keep.values()];
  const remember = (brought: readonly Brought[]): void => {
    writeManifest(options.manifest, { top, checkout, brought: [...kept, ...brought] });
  };
  const pending = [...make].map(([path, kind]) => ({ path, kind, seen: [], made: [] }));
  remember([...old.map(forgetIdentities), ...pending]);
  for (const { path } of old) removeBrought(path, checkout);
  const sources = new Map(entries.map(({ path, source }) => [path, source]));
  const made = [...make].map(([path, kind]) =>
    makeEntry(path, kind, sources.get(path) ?? below(top, path), options),
  );
  remember(made.filter((one) => one !== undefined));
}

function makeEntry(
  path: RepoPath,
  kind: EntryKind,
  source: AbsolutePath,
  { top, checkout }: IgnoredOptions,
): Brought | undefined {
  const survey: EntrySurvey = { moves: [{ from: top, to: checkout }], seen: new Map() };
  const at = below(checkout, path);
  const wanted = describeEntry(kind, { source, made: at, survey });
  if (wanted === undefined) {
    remove(at);
    return undefined;
  }
  makePrivateDirectory(below(checkout, parentOf(path)));
  // `prettier --cache` does not check a file again when a plugin has changed.
  if (kind === 'node_modules') remove(below(at, '.cache'));
  establish(at, wanted);
  forgetCompilation(at);
  const made = watchedPaths(at, wanted, kind === 'copied').map(
    (one) => [one, fileIdentity(one)] as const,
  );
  return { path, kind, seen: [...survey.seen], made };
}

function removeBrought(path: RepoPath, checkout: AbsolutePath): void {
  forgetCompilation(below(checkout, path));
  removeWithParents(checkout, path);
}
