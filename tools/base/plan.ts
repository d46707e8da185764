// What routing decides: which service's tasks get which paths.
import type { RepoPath } from './paths.ts';
import type { Pattern, Service } from './service.ts';

/** A pattern of a service with the paths it matches; never empty. */
export interface Step {
  readonly pattern: Pattern;
  readonly paths: readonly RepoPath[];
  /** Of a step that is one shard's: what all shards together have, and whether what is run once runs here. */
  readonly whole?: { readonly paths: readonly RepoPath[]; readonly isHere: boolean };
}

export interface ServicePlan {
  readonly service: Service;
  /** In the order written. Empty if the service owns paths but has a task for none. */
  readonly steps: readonly Step[];
  /** Every path that some step has, once, in the order selected. */
  readonly paths: readonly RepoPath[];
  /** Paths that the service owns and has no task for. */
  readonly unmatched: readonly RepoPath[];
}

export interface Plan {
  /** The services that own at least one path, by directory. */
  readonly services: readonly ServicePlan[];
  /** Paths that no service owns. */
  readonly unowned: readonly RepoPath[];
}
