// Remembers, for content with its fixes published, that the linters pass on it and fix nothing: the next run on it,
// such as an amended commit, needs no linter. A fixer that exits with 0 has accepted its own result.
import { errorCode, Failure } from '../../base/errors.ts';
import type { Fix, ResultInputs } from '../../base/model/lint-result.ts';
import type { RepoPath } from '../../base/paths.ts';
import type { Repository } from '../../git/repository.ts';
import { contentDigest } from '../../memory/content.ts';
import { cacheKey, writeResults, type Result } from '../../memory/store.ts';
import { mergeHeads, writeTreeWith } from '../../select/staged.ts';
import { cacheConfiguration } from './list-configuration.ts';
import { cacheIgnoredOfFixed } from './list-ignored.ts';
import { cacheReferencesOfFixed } from './list-references.ts';
import type { Staged } from '../staged.ts';

/**
 * Computes the cache keys of the services' results on the fixed content; the function returned stores them, and is to
 * be called once the fixes are published. `inputs` (by directory) are those of services with remembered results.
 */
export async function prepareFixedResults(
  repository: Repository,
  { plan, index, indexed, scratch, changes, head, services, tree: stagedTree }: Staged,
  fixes: readonly Fix[],
  inputs: ReadonlyMap<RepoPath, ResultInputs>,
): Promise<() => void> {
  const plans = plan.services.filter(({ service }) => inputs.has(service.directory));
  if (fixes.length === 0 || plans.length === 0) return () => undefined;
  const fixed = new Map(fixes.map((fix) => [fix.path, fix.fixed]));
  const replacements = fixes.map(({ path, mode, fixed: blob }) => ({ path, mode, blob }));
  const tree = await writeTreeWith(repository, index, scratch, replacements);
  const files = changes.map((change) => ({
    ...change,
    blob: fixed.get(change.path) ?? change.blob,
  }));
  const isMerge = mergeHeads(repository).length > 0;
  const content = { tree, head, files, isMerge, services };
  return () => {
    // `tree` will be HEAD's tree after the commit.
    const configuration = indexed.map((file) => ({
      ...file,
      blob: fixed.get(file.path) ?? file.blob,
    }));
    cacheConfiguration(repository, [tree], configuration);
    const fixedTree = { staged: stagedTree, fixed: tree, paths: fixes.map(({ path }) => path) };
    cacheIgnoredOfFixed(repository, fixedTree);
    cacheReferencesOfFixed(repository, fixedTree);
    const results = plans.flatMap((fixedPlan): Result[] => {
      const own = inputs.get(fixedPlan.service.directory);
      if (own === undefined) return [];
      return [{ ...own, key: cacheKey(contentDigest(content, fixedPlan), own.digest), fixes: [] }];
    });
    writeResults(repository, results);
  };
}

/** The result of `preparing`; if git or the system fails, a function that does nothing, so that the commit goes on. */
export async function ignoreFailure(preparing: Promise<() => void>): Promise<() => void> {
  try {
    return await preparing;
  } catch (error) {
    if (!(error instanceof Failure) && errorCode(error) === undefined) throw error;
    return () => undefined;
  }
}
