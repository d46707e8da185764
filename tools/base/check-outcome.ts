// What a check came to, as data.
import type { FilePatch } from './finding.ts';
import type { ServiceOutcome, Skip } from './outcome.ts';
import type { RepoPath } from './paths.ts';
import type { Plan } from './plan.ts';
import type { Service } from './service.ts';

export interface CheckedCommit {
  /** As the user wrote it. */
  readonly name: string;
  readonly id: string;
}

/** A changed file that decides what linters say about the files of services. */
export interface Widening {
  readonly path: RepoPath;
  readonly services: readonly Service[];
}

/** What was looked at. */
export type CheckSubject =
  | { readonly kind: 'staged' }
  | { readonly kind: 'all'; readonly commit: CheckedCommit }
  | {
      readonly kind: 'changed';
      readonly from: CheckedCommit;
      readonly to: CheckedCommit;
      /** Where the two parted. */
      readonly base: string;
      /** Why more files than the changed ones were looked at. */
      readonly widened: readonly Widening[];
    };

/** Linters of the same files that do something else when they run on what they made themselves. */
export interface Unstable {
  readonly service: Service;
  /** In the order in which they run. */
  readonly commands: readonly string[];
  /** The files that they change again; none if one of them fails instead. */
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
