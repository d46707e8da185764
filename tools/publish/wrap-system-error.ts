// Turns system errors of publishing into failures.
import { errorCode, Failure, messageOf } from '../base/errors.ts';

/** A `Failure` for a system error (a full disk, no permission); any other error as it is. */
export function wrapSystemError(
  error: unknown,
  what: string,
  more: { filesState?: string } = {},
): unknown {
  if (error instanceof Failure || errorCode(error) === undefined) return error;
  return new Failure('environment', what, { ...more, why: messageOf(error) });
}
