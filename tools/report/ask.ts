// Asks the user a question at the terminal. Reads standard input; writes through terminal.ts.
import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.ts';

/** Whether standard input and the status output are a terminal. */
export const canAsk = (terminal: Terminal): boolean => process.stdin.isTTY && terminal.hasStatus();

/** True if the answer begins with `y`; false at the end of the input. Rejects with the signal's reason if aborted. */
export function askYesNo(
  terminal: Terminal,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  const lines = createInterface({ input: process.stdin });
  return new Promise<boolean>((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(/^\s*y/i.test(line));
    });
    lines.once('close', () => {
      resolve(false);
    });
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
    terminal.printError(`${question} [y/N] `);
  }).finally(() => {
    lines.close();
  });
}
