// A function of a configuration program, which lives in the configuration host; calling it sends a request there.
import type { FunctionCall } from '../base/model/service.ts';

export class ConfiguredFunction {
  /** Its name in the program; may be empty. */
  readonly name: string;
  /** Calls it. Values that cannot be sent between processes are `Unrepresentable`. Fails with `FunctionFailure`. */
  readonly call: (call: FunctionCall) => Promise<CallResult>;

  constructor(name: string, call: (call: FunctionCall) => Promise<CallResult>) {
    this.name = name;
    this.call = call;
  }
}

export interface CallResult {
  readonly value: unknown;
  /** The output of the function and of the processes that it started. */
  readonly output: Buffer;
}
