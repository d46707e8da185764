// Finds names of linted files in a linter's output; not in strings of code that is shown, and not as part of another
// name.

/** Replaces the text from offset `from` up to `to` (exclusive). */
export interface TextReplacement {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** Characters that separate words. A name that has one of these is searched for separately. */
const SEPARATOR = '\\s\'"`()\\[\\]{}<>|,;:=\u2500-\u257f';
const WORD = new RegExp(`[^${SEPARATOR}]+`, 'gu');
const SEPARATED = new RegExp(`[${SEPARATOR}]`, 'u');

/** Finds `names` in `text`. `names`: name as the linter prints it → name to show to the user. */
export function findLintedNames(
  text: string,
  names: ReadonlyMap<string, string>,
): TextReplacement[] {
  if (names.size === 0) return [];
  const found: TextReplacement[] = [];
  const add = (name: string, from: number, to: number): void => {
    const by = names.get(name);
    if (by !== undefined && standsForFile(text, name, from, to)) found.push({ from, to, by });
  };
  for (const name of names.keys()) {
    if (!SEPARATED.test(name)) continue;
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      if (isWhole(text, at, at + name.length)) add(name, at, at + name.length);
    }
  }
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const bare = word.startsWith('./') ? word.slice(2) : word;
    const name = names.has(bare) ? bare : bare.replace(/[.!?]+$/, ''); // the end of a sentence
    add(name, index, index + word.length - (bare.length - name.length));
  }
  return found;
}

const isWhole = (text: string, from: number, to: number): boolean =>
  !/[\p{L}\p{N}_./~-]/u.test(text.charAt(from - 1)) &&
  !/^\.?[\p{L}\p{N}_/~-]/u.test(text.slice(to, to + 2));

function standsForFile(text: string, name: string, from: number, to: number): boolean {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const before = text.slice(lineStart, from);
  const after = text.slice(to, to + 12);
  // In quotes it is a string of the linted code, except in Python's `File "app/main.py", line 3`.
  if (/['"`]$/.test(before)) return /^", line \d/.test(after);
  // A line of code with its number: `> 12 | import './a.ts'`
  if (/^\s*>?\s*\d*\s*[|\u2502]/u.test(before)) return false;
  if (/\/|\.\p{L}\w*$/u.test(name)) return true;
  // A name like `Makefile` or `test` may be a word: only with a position, or alone on its line.
  return /^[:(]\d/.test(after) || (before.trim() === '' && /^\s*(?:\n|$)/.test(after));
}
