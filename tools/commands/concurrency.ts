// Parses `--concurrency`, the number of linters that may run at once.
import { Failure } from '../base/errors.ts';

/** `undefined` if the option is absent. Fails with `usage` unless it is a number from 1 to 9999. */
export function concurrencyOf(values: ReadonlyMap<string, readonly string[]>): number | undefined {
  const text = values.get('concurrency')?.at(-1);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Failure('usage', `--concurrency ${text} is not a number of processes.`, {
    next: 'Give a whole number from 1 on; without the option, as many run as the machine has cores.',
  });
}
