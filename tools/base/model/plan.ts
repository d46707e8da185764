// What routing decides: which service's tasks get which paths.
import type { RepoPath } from '../paths.ts';
import type { Pattern, Service } from './service.ts';

/** A pattern of a service with the paths it matches; never empty. */
export interface Step {
  readonly pattern: Pattern;
  readonly paths: readonly RepoPath[];
  /** With `--shard`: the paths of all shards together, and whether a command that runs only once runs in this one. */
  readonly unsharded?: { readonly paths: readonly RepoPath[]; readonly runsHere: boolean };
}

export interface ServicePlan {
  readonly service: Service;
  /** In the order written. Empty if the service owns paths but has a task for none. */
  readonly steps: readonly Step[];
  /** The paths of all steps, each once, in the order selected. */
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
