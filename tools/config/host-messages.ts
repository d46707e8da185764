// The messages between switchyard and the configuration host.
import type { Shape } from './shape.ts';

/** The hidden command that makes switchyard a configuration host. */
export const HOST_ARGUMENT = '__configuration';

/** The file descriptor of a pipe from the parent; when it closes, the parent has ended. */
export const LIFELINE = 4;

export type Request = {
  /** Written to stdout and stderr when the request is done. */
  readonly marker: string;
} & (
  | { readonly kind: 'load'; readonly file: string }
  | {
      readonly kind: 'call';
      /** The keys that lead from the module's default export to the function. */
      readonly at: readonly string[];
      /** The working directory of the call, absolute. */
      readonly directory: string;
      readonly files: readonly string[];
    }
);

export type Reply =
  /** What the module exports, or what the function returned. */
  | { readonly kind: 'done'; readonly value: Shape }
  | {
      readonly kind: 'failed';
      /** `TypeError: x is not a function` */
      readonly message: string;
      readonly code: string | undefined;
      /** Where the program failed: `/absolute/file.js:1:2`. */
      readonly location: string | undefined;
    };
