// A function that a configuration holds, seen from outside of the process that it lives in.
import type { FunctionCall } from '../base/service.ts';

export class ConfiguredFunction {
  /** As the program names it; may be empty. */
  readonly name: string;
  /** What it returns, with functions and the like described. Fails with `FunctionFailure`. */
  readonly call: (call: FunctionCall) => Promise<CallResult>;

  constructor(name: string, call: (call: FunctionCall) => Promise<CallResult>) {
    this.name = name;
    this.call = call;
  }
}

export interface CallResult {
  readonly value: unknown;
  /** What it, and what it started, wrote. */
  readonly output: Buffer;
}
