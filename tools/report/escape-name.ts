// Makes names and messages that come from a repository safe to show: they are data, and nothing in
// them reaches the terminal as a command.

// C0 and C1 controls, line separators, marks that turn the direction of text, lone surrogates.
const UNSAFE =
  /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/** A file name, a command or a title on one line: `a\nb`, `\x1b[2J`, `\xff` for a byte that is no UTF-8. */
export const escapeName = (name: string): string => name.replace(UNSAFE, escapeCharacter);

/** A message: as `escapeName`, but lines and tabs stay. */
export const escapeText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(UNSAFE, (character) =>
      character === '\n' || character === '\t' ? character : escapeCharacter(character),
    );

/** A command line as one could type it: quoted where a shell would split it. */
export const showArgv = (argv: readonly string[]): string =>
  argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .map(escapeName)
    .join(' ');

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `character` as a JavaScript string would write it; a lone surrogate as the byte it stands for. */
export function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const byte = code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code;
  return (
    SHORT[character] ??
    (byte <= 0xff
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`)
  );
}
