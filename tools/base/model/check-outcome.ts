// The outcome of `check`, as data.
import type { FilePatch } from './finding.ts';
import type { ServiceOutcome, Skip } from './outcome.ts';
import type { RepoPath } from '../paths.ts';
import type { Plan } from './plan.ts';
import type { Service } from './service.ts';

export interface CheckedCommit {
  /** As the user wrote it. */
  readonly name: string;
  readonly id: string;
}

/** A changed configuration file, because of which all files of these services are linted. */
export interface Widening {
  readonly path: RepoPath;
  readonly services: readonly Service[];
}

/** Which files were checked: staged ones, all of a commit, or those changed between two commits. */
export type CheckSubject =
  | { readonly kind: 'staged' }
  | { readonly kind: 'all'; readonly commit: CheckedCommit }
  | {
      readonly kind: 'changed';
      readonly from: CheckedCommit;
      readonly to: CheckedCommit;
      /** The id of the merge base of the two. */
      readonly base: string;
      /** Why more files than the changed ones were linted. */
      readonly widened: readonly Widening[];
    };

/** Linters of the same files that change their own result, or fail on it, when they run a second time. */
export interface Unstable {
  readonly service: Service;
  /** In the order in which they run. */
  readonly commands: readonly string[];
  /** The files that they change again; empty if one of them fails instead. */
  readonly paths: readonly RepoPath[];
}

export interface CheckOutcome {
  readonly subject: CheckSubject;
  readonly shard: { readonly index: number; readonly count: number } | undefined;
  /** How many paths were selected, deleted ones and those of other shards among them. */
  readonly selected: number;
  readonly plan: Plan;
  readonly services: readonly ServiceOutcome[];
  readonly skips: readonly Skip[];
  /** In the order of the paths' bytes. */
  readonly patches: readonly FilePatch[];
  readonly unstable: readonly Unstable[];
}
