// The only writer to standard output and standard error. Writes whole texts. Shows at most one status line, on a
// terminal only, and removes it before anything else is written. A closed output never makes a command fail.
import { closeSync, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { variable } from '../base/environment.ts';

export interface Terminal {
  /** Whether standard output, and standard error, may have colours. */
  readonly colour: boolean;
  readonly errorColour: boolean;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Shows a status line in place of the previous one; `undefined` removes it. Does nothing without a terminal. */
  readonly showStatus: (line: string | undefined) => void;
  /** Whether a status line can be shown. */
  readonly hasStatus: () => boolean;
  /** Resolves when everything is written, or the output is closed; then the process may exit. */
  readonly close: () => Promise<void>;
}

type Stream = NodeJS.WriteStream;

/** The terminal of this process. Standard error is not opened before it is needed. */
export function openTerminal(): Terminal {
  const used = new Set<Stream>();
  const open = (stream: Stream): Stream => {
    if (!used.has(stream)) stream.on('error', () => undefined); // EPIPE, or EIO of a closed terminal
    used.add(stream);
    return stream;
  };
  const write = (stream: Stream, text: string): void => {
    if (text !== '' && open(stream).writable) stream.write(text);
  };

  const hasStatus = (): boolean => process.stderr.isTTY && variable('TERM') !== 'dumb';
  let status = '';
  const showStatus = (line = ''): void => {
    const next = line === '' ? '' : cut(line, (process.stderr.columns || 80) - 1);
    if (next === status || !hasStatus()) return;
    write(process.stderr, `\r${next}\x1b[K`);
    status = next;
  };
  const print = (stream: Stream, text: string): void => {
    if (status !== '') showStatus();
    write(stream, text);
  };
  return {
    colour: wantsColour(process.stdout),
    get errorColour() {
      return wantsColour(process.stderr);
    },
    print: (text) => {
      print(process.stdout, text);
    },
    printError: (text) => {
      print(process.stderr, text);
    },
    showStatus,
    hasStatus,
    close: async () => {
      await Promise.all([...used].map(written));
      letGoOfClosedTerminal();
    },
  };
}

/** Decided by FORCE_COLOR, else NO_COLOR, as in Node and most linters, else by whether the stream is a terminal. */
export function wantsColour(stream: { readonly isTTY?: boolean }): boolean {
  const forced = variable('FORCE_COLOR');
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return variable('NO_COLOR') === undefined && stream.isTTY === true && variable('TERM') !== 'dumb';
}

/** `line` shortened to at most `columns` columns; characters from U+1100 on count as two. */
export function cut(line: string, columns: number): string {
  let width = 0;
  let shown = '';
  for (const character of line) {
    width += (character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
    if (width > columns - 1) return `${shown}…`;
    shown += character;
  }
  return shown;
}

const written = (stream: Stream): Promise<void> =>
  new Promise((resolve) => {
    if (!stream.writable) resolve();
    else {
      stream.write('', () => {
        resolve();
      });
    }
  });

/** Closes descriptors of a terminal that is gone: at exit Node would restore its settings, and abort. */
function letGoOfClosedTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    if (fstatSync(descriptor).isCharacterDevice() && !isatty(descriptor)) closeSync(descriptor);
  }
}
