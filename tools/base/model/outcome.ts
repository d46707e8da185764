// The outcome of a command, as data; `report` turns it into text and `main` into an exit code.
import type { Fix, LintResult } from './lint-result.ts';
import type { RepoPath } from '../paths.ts';
import type { Plan } from './plan.ts';
import type { Service } from './service.ts';

/** The outcome of publishing. */
export type Publication =
  | {
      readonly kind: 'published';
      readonly fixed: readonly RepoPath[];
      /** Fixed in the commit; in the working file some fixes overlapped an unstaged edit, which was kept. */
      readonly keptEdits: readonly RepoPath[];
      /** Fixed in the commit; the working file could not be read or written. */
      readonly unwritable: readonly RepoPath[];
    }
  /** The index entries of these paths are no longer what was linted; nothing was published. */
  | { readonly kind: 'index-moved'; readonly paths: readonly RepoPath[] }
  /** With the fixes the commit would change nothing; nothing was published. */
  | { readonly kind: 'empty-commit'; readonly paths: readonly RepoPath[] };

/** A service that was to be linted, and was not. */
export interface Skip {
  readonly service: Service;
  readonly why:
    | { readonly kind: 'missing'; readonly program: string }
    /** `publish` found no result of this run: the service's job was skipped or did not run. */
    | { readonly kind: 'no-result' };
}

/** A linted file that cannot be committed as the linters left it, and what they left. */
export interface UnusableFile {
  readonly path: RepoPath;
  readonly found:
    | 'nothing'
    | 'a directory'
    | 'a symbolic link'
    | 'a special file'
    /** Another service's linter changed the file after the service's own linters had ended. */
    | 'a later change';
}

export interface ServiceOutcome {
  readonly result: LintResult;
  readonly fixes: readonly Fix[];
  readonly unusableFiles: readonly UnusableFile[];
  /** Taken from a stored result; no linter ran. */
  readonly remembered: boolean;
}

/** Whether every linter passed, whatever it fixed. */
export const hasPassed = ({ result, unusableFiles }: ServiceOutcome): boolean =>
  unusableFiles.length === 0 && result.commands.every(({ status }) => status.kind === 'passed');

/** The outcome of `run`, `lint` and `publish`. */
export interface RunOutcome {
  readonly plan: Plan;
  readonly services: readonly ServiceOutcome[];
  readonly skips: readonly Skip[];
  /** Files that linters staged (`git add` in the snapshot's own repository) without having been given them. */
  readonly alsoStaged?: readonly RepoPath[];
  readonly end:
    /** No staged file has a task. */
    | { readonly kind: 'nothing-to-do'; readonly staged: number }
    | { readonly kind: 'failed' }
    /** `lint`: passed, kept for `publish`. */
    | { readonly kind: 'kept' }
    | Publication;
}

/** An event while a command runs, for the terminal only. */
export type Progress =
  | { readonly kind: 'snapshot'; readonly state: 'started' | 'finished' }
  | {
      readonly kind: 'command';
      readonly state: 'started' | 'finished';
      readonly service: Service;
      readonly command: string;
    }
  /** The publishing of an earlier run, which was interrupted, was completed in these working files. */
  | { readonly kind: 'completed'; readonly paths: readonly RepoPath[] }
  /** A sentence about something that does not stop the command. */
  | { readonly kind: 'warning'; readonly text: string };

export type OnProgress = (progress: Progress) => void;

/** Why nothing runs for a path. */
export type NotLinted =
  /** `not-staged`: not in the index or there as in HEAD, with the tasks that would apply. `absent`: no such file. */
  | 'not-staged'
  | 'absent'
  | 'no-service'
  | 'no-task'
  | 'deleted'
  | 'symlink'
  | 'submodule'
  | 'directory';

export interface ExplainedTask {
  /** As written, relative to the service's directory. */
  readonly pattern: string;
  readonly kind: 'command' | 'function' | 'titled';
  /** The command's words; absent for functions, which are not called. */
  readonly argv?: readonly string[];
  readonly title?: string;
}

/** What `explain` says about one path. */
export interface Explanation {
  readonly path: RepoPath;
  /** The name of the service that owns it. */
  readonly service?: string;
  /** Where its linters run. */
  readonly directory?: RepoPath;
  readonly declaredIn?: RepoPath;
  readonly tasks: readonly ExplainedTask[];
  readonly reason?: NotLinted;
}
