// Asks the person at the terminal a question. Reads standard input; what is shown goes through terminal.ts.
import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.ts';

/** Whether there is somebody to ask. */
export const canAsk = (terminal: Terminal): boolean => process.stdin.isTTY && terminal.hasStatus();

/** True for an answer that begins with `y`; the end of the input is a no. Rejects with `signal`'s reason. */
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
