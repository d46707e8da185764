// A bug that is put into the code on purpose, and the tests that must see it.

export interface Mutant {
  readonly name: string;
  /** What does not hold any more: an invariant of DESIGN's (1 to 9), or what a user relies on. */
  readonly breaks: string;
  readonly file: string;
  /** Stands in `file` exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Each of them must have a test that fails. */
  readonly tests: readonly string[];
}
