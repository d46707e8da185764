// Brings what the user's repository ignores into a checkout, where linters need it. Only reads what is
// the user's; what the tree tracks is left alone.
import { makePrivateDirectory } from '../../base/files.ts';
import type { EntryKind, IgnoredEntry } from '../../base/ignored-entry.ts';
import { below, parentOf, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import { forgetCompilation } from './compiled.ts';
import { describeEntry } from './entry-kind.ts';
import { establish, watchedPaths } from './establish.ts';
import { forgetIdentities, readManifest, writeManifest, type Brought } from './manifest.ts';
import { planChanges } from './plan-changes.ts';
import { identity } from '../../base/look.ts';
import { remove, removeWithParents } from '../../base/remove.ts';
import type { Survey } from './wanted.ts';

export interface IgnoredOptions {
  /** The user's working tree, as its real path. */
  readonly top: AbsolutePath;
  /** At its tree already, with a `.git` of its own whose index knows the tree's paths. */
  readonly checkout: AbsolutePath;
  /** The file that remembers what was brought into this checkout. */
  readonly manifest: AbsolutePath;
}

/**
 * Makes `checkout` hold `entries`, and nothing of earlier ones. Nobody else may write there meanwhile.
 * Costs some looks at each entry if nothing has changed. What a call that failed or was killed has
 * left undone, the next one does.
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
  const survey: Survey = { moves: [{ from: top, to: checkout }], seen: new Map() };
  const at = below(checkout, path);
  const wanted = describeEntry(kind, { source, made: at, survey });
  if (wanted === undefined) {
    remove(at);
    return undefined;
  }
  makePrivateDirectory(below(checkout, parentOf(path)));
  // `prettier --cache` does not look at a file again because a plugin is another one now.
  if (kind === 'node_modules') remove(below(at, '.cache'));
  establish(at, wanted);
  forgetCompilation(at);
  const made = watchedPaths(at, wanted, kind === 'copied').map(
    (one) => [one, identity(one)] as const,
  );
  return { path, kind, seen: [...survey.seen], made };
}

function removeBrought(path: RepoPath, checkout: AbsolutePath): void {
  forgetCompilation(below(checkout, path));
  removeWithParents(checkout, path);
}
