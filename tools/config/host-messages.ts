// What switchyard and the process that runs configuration programs say to each other.
import type { Shape } from './shape.ts';

/** The hidden command that makes switchyard a configuration host. */
export const HOST_ARGUMENT = '__configuration';

/** The descriptor whose closing tells a host that its parent is gone. */
export const LIFELINE = 4;

export type Request = {
  /** Written to both outputs when the request has been dealt with. */
  readonly marker: string;
} & (
  | { readonly kind: 'load'; readonly file: string }
  | {
      readonly kind: 'call';
      /** The keys that lead from the module's default export to the function. */
      readonly at: readonly string[];
      /** Absolute; the working directory of the call. */
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
      /** `/absolute/file.js:1:2`, where the program failed, if that is known. */
      readonly place: string | undefined;
    };
