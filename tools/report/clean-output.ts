// Makes a linter's output safe for the terminal: keeps text and colours, removes sequences that move the cursor, clear
// the screen, set a title or hide a link's target.
import { decodeName } from '../base/names.ts';
import { escapeCharacter } from './escape-name.ts';

/** An escape sequence for colour or style: `ESC [ 1 ; 31 m`. */
export const SGR = /\x1b\[[0-9;:]*m/g;

const SEQUENCE = new RegExp(
  [
    '\\x1b\\[[0-?]*[ -/]*[@-~]', // CSI: cursor, screen, and SGR
    '\\x1b\\][^\\x07\\x1b\\n]*(?:\\x07|\\x1b\\\\)', // OSC: titles, hyperlinks, clipboard
    '\\x1b[PX^_][^\\x1b\\n]*\\x1b\\\\', // DCS, SOS, PM, APC
    '\\x1b[ -/]*[0-~]', // reset, character sets
    '\\x1b',
  ].join('|'),
  'g',
);

/**
 * The text of `output`, with its colours if `colour` is set. Bytes that are not UTF-8 are lone surrogates, as in names
 * (`decodeName`), so that names can be found in it; `showBytes` makes these readable.
 */
export function cleanOutput(output: Buffer, colour: boolean): string {
  const text = decodeName(output)
    .replace(SEQUENCE, (sequence) => (colour && isSgr(sequence) ? sequence : ''))
    .replace(/\r+\n/g, '\n')
    .replaceAll('\r', '\n') // a line that the linter wrote over, as progress bars do
    // Other control characters, and marks that change the direction of text; not the escape that begins a colour.
    .replace(/[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, escapeCharacter);
  const trimmed = text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
  return colour && trimmed.includes('\x1b') ? `${trimmed}\x1b[0m` : trimmed;
}

/** `text` with each byte that is not UTF-8 as `\xff`. */
export const showBytes = (text: string): string =>
  text.replace(/[\ud800-\udfff]/gu, escapeCharacter);

const isSgr = (sequence: string): boolean => /^\x1b\[[0-9;:]*m$/.test(sequence);
