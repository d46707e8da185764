// Expected failures (caused by the user or the machine), and the exit code of each kind. Any other error is a bug.

export const EXIT = {
  passed: 0,
  findings: 1,
  usage: 2,
  environment: 3,
  internal: 70,
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

export type FailureKind = 'findings' | 'usage' | 'environment';

/** An expected failure. `what` is one sentence; `why` and `next` say the reason and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly why: string | undefined;
  readonly next: string | undefined;
  /** A sentence on the state of the user's files. */
  readonly filesState: string;

  constructor(
    kind: FailureKind,
    what: string,
    more: { why?: string; next?: string; filesState?: string } = {},
  ) {
    super(what);
    this.kind = kind;
    this.why = more.why;
    this.next = more.next;
    this.filesState = more.filesState ?? 'Nothing was changed.';
  }
}

/** A broken invariant: a bug, to be reported with its stack. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** The `code` of a system error (`ENOENT` …), if `error` is one. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** The message of an error, or the text of any other value that was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
