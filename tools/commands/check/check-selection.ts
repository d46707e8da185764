// Selects what `switchyard check` lints: staged files, those changed between two commits, or all files of HEAD.
import type { CheckSubject, Widening } from '../../base/model/check-outcome.ts';
import { Failure } from '../../base/errors.ts';
import type { AbsolutePath, RepoPath } from '../../base/paths.ts';
import type { Plan } from '../../base/model/plan.ts';
import { isConfigurationName } from '../../config/configuration-names.ts';
import type { Repository } from '../../git/repository.ts';
import { narrowPlan } from '../../route/narrow-plan.ts';
import { findCommit, mergeBase, readTree, type Commit } from '../../select/commits.ts';
import { governing, governs, type Governing } from '../../select/governing.ts';
import { changesAgainst, emptyTree } from '../../select/staged.ts';
import { listConfiguration } from '../memory/list-configuration.ts';
import type { Selected, Selection } from '../selected.ts';
import { selectStaged } from '../staged.ts';

export type CheckScope =
  | { readonly kind: 'staged' }
  | { readonly kind: 'all' }
  | { readonly kind: 'changed'; readonly from: string; readonly to: string };

export interface CheckSelection extends Selection {
  readonly compared:
    | { readonly kind: 'staged' }
    | { readonly kind: 'all'; readonly commit: Commit }
    | {
        readonly kind: 'changed';
        readonly from: Commit;
        readonly to: Commit;
        readonly base: string;
      };
  /** Paths that were changed between the two commits. `changes` has all files if `governing` is not empty. */
  readonly changed: ReadonlySet<RepoPath>;
  /** The changed configuration files. */
  readonly governing: readonly Governing[];
}

/** Fails with `environment` if a commit, or the merge base of the two, is not in this clone. */
export async function selectForCheck(
  repository: Repository,
  scratch: AbsolutePath,
  scope: CheckScope,
): Promise<CheckSelection> {
  switch (scope.kind) {
    case 'staged': {
      const staged = await selectStaged(repository, scratch);
      return { ...staged, compared: scope, ...unchanged };
    }
    case 'all': {
      if (repository.head === undefined) throw noCommitYet();
      const commit = await findCommit(repository, 'HEAD');
      const selection = await selectCommit(repository, scratch, commit);
      const changes = await changesAgainst(selection.index, emptyTree(repository));
      return { ...selection, changes, compared: { kind: 'all', commit }, ...unchanged };
    }
    case 'changed': {
      const [from, to] = await Promise.all([
        findCommit(repository, scope.from),
        findCommit(repository, scope.to),
      ]);
      const base = await mergeBase(repository, from, to);
      const selection = await selectCommit(repository, scratch, to);
      const changes = await changesAgainst(selection.index, base);
      const found = changes.flatMap(({ path }) => governing(path, isConfigurationName) ?? []);
      return {
        ...selection,
        changes:
          found.length === 0
            ? changes
            : await changesAgainst(selection.index, emptyTree(repository)),
        compared: { kind: 'changed', from, to, base },
        changed: new Set(changes.map(({ path }) => path)),
        governing: found,
      };
    }
  }
}

const unchanged = { changed: new Set<RepoPath>(), governing: [] };

async function selectCommit(
  repository: Repository,
  scratch: AbsolutePath,
  { id, tree }: Commit,
): Promise<Omit<Selection, 'changes'>> {
  const index = await readTree(repository, scratch, tree);
  const indexed = await listConfiguration(index);
  return { tree, index, head: id, indexed, untracked: false };
}

/** Narrows the plan to the changed paths and those governed by changed configuration files, and says which ones. */
export function narrowToSubject({
  compared,
  changed,
  governing: found,
  plan,
  services,
}: Selected<CheckSelection>): { plan: Plan; subject: CheckSubject } {
  if (compared.kind !== 'changed') return { plan, subject: compared };
  const directories = services.map(({ directory }) => directory);
  const widened = found
    .map((file): Widening => {
      const isGoverned = ({ directory }: { readonly directory: RepoPath }): boolean =>
        governs(file, directory, directories);
      const governed = plan.services.map(({ service }) => service).filter(isGoverned);
      return { path: file.path, services: governed };
    })
    .filter((widening) => widening.services.length > 0);
  const all = new Set(widened.flatMap((widening) => widening.services));
  const narrowed =
    found.length === 0
      ? plan
      : narrowPlan(
          plan,
          (path, service) => changed.has(path) || (service !== undefined && all.has(service)),
        );
  return { plan: narrowed, subject: { ...compared, widened } };
}

const noCommitYet = (): Failure =>
  new Failure('environment', 'There is no commit yet.', {
    next: 'Check what is staged: `switchyard check` without --all.',
  });
