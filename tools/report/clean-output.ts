// What of a linter's output may reach the terminal: text and colours. Nothing that moves the cursor,
// clears the screen, sets a title or hides where a link leads.
import { decodeName } from '../base/names.ts';
import { escapeCharacter } from './escape-name.ts';

/** A colour or style: `ESC [ 1 ; 31 m`. */
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
 * The text of `output`, with its colours if `colour`. Bytes that are not UTF-8 are still lone
 * surrogates, so that names can be found in it; `showBytes` ends that.
 */
export function cleanOutput(output: Buffer, colour: boolean): string {
  const text = decodeName(output)
    .replace(SEQUENCE, (sequence) => (colour && isSgr(sequence) ? sequence : ''))
    .replace(/\r+\n/g, '\n')
    .replaceAll('\r', '\n') // a line that was written over
    // Other controls, and what turns text round; the escape that begins a colour stays.
    .replace(/[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, escapeCharacter);
  const trimmed = text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
  return colour && trimmed.includes('\x1b') ? `${trimmed}\x1b[0m` : trimmed;
}

/** `text` with each byte that is not UTF-8 as `\xff`. */
export const showBytes = (text: string): string =>
  text.replace(/[\ud800-\udfff]/gu, escapeCharacter);

const isSgr = (sequence: string): boolean => /^\x1b\[[0-9;:]*m$/.test(sequence);
