// What `doctor` found, as data.
import type { Failure } from '../errors.ts';
import type { RepoPath } from '../paths.ts';

/** `problem`: something would fail. `warning`: something may not be as it was meant. */
export type Level = 'ok' | 'warning' | 'problem';

export interface DoctorFinding {
  readonly level: Level;
  /** One sentence or a few words. */
  readonly what: string;
  /** The command, or the change, that mends it. */
  readonly next?: string;
}

/** A failure as a finding. Its reason is in the text, unless it is given as what to do next. */
export function asProblem({ message, why, next = why }: Failure): DoctorFinding {
  const what = why === undefined || why === next ? message : `${message} ${why}`;
  return { level: 'problem', what, ...(next !== undefined && { next }) };
}

export interface ProgramHealth {
  /** As the commands name it: `eslint`, `bundle exec rubocop`. */
  readonly program: string;
  /** The file that would run: repo-relative if it lies in the working tree, else absolute. */
  readonly found: string | undefined;
  readonly version: string | undefined;
}

export interface ServiceHealth {
  /** `.` for the top. */
  readonly service: string;
  readonly directory: RepoPath;
  readonly declaredIn: RepoPath;
  /** Commands as written, once each; `a function` for those that only a run knows. */
  readonly tasks: readonly string[];
  readonly programs: readonly ProgramHealth[];
  /** Tracked files that have a task. */
  readonly files: number;
  readonly findings: readonly DoctorFinding[];
}

export interface Diagnosis {
  readonly versions: readonly DoctorFinding[];
  readonly hook: readonly DoctorFinding[];
  readonly configuration: readonly DoctorFinding[];
  readonly services: readonly ServiceHealth[];
  /** Tracked files that no task covers, by file name extension, most first. */
  readonly uncovered: readonly { readonly ending: string; readonly files: number }[];
  readonly storage: readonly DoctorFinding[];
  /** Bytes that the snapshots of this working tree take, and how many there are. */
  readonly snapshots: { readonly count: number; readonly bytes: number };
  /** The number of remembered results, and the bytes that they take. */
  readonly remembered: { readonly count: number; readonly bytes: number };
}

/** Every finding of a diagnosis. */
export const findingsOf = (diagnosis: Diagnosis): DoctorFinding[] => [
  ...diagnosis.versions,
  ...diagnosis.hook,
  ...diagnosis.configuration,
  ...diagnosis.services.flatMap(({ findings }) => findings),
  ...diagnosis.storage,
];
