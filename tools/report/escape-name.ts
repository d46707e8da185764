// Escapes names and messages that come from a repository, so that the terminal does not interpret anything in them.

// C0 and C1 controls, line separators, marks that change the direction of text, lone surrogates.
const UNSAFE =
  /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/** Escapes a file name, command or title, for one line: `a\nb`, `\x1b[2J`, `\xff` for a byte that is not UTF-8. */
export const escapeName = (name: string): string => name.replace(UNSAFE, escapeCharacter);

/** As `escapeName`, but keeps newlines and tabs. */
export const escapeText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(UNSAFE, (character) =>
      character === '\n' || character === '\t' ? character : escapeCharacter(character),
    );

/** A command line as text, with words quoted for a shell where needed. */
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
