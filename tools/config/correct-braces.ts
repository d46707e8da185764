// Removes braces with a single alternative from a glob, as lint-staged does: they would match only themselves.

// Braces without an unescaped comma, a range or other braces in them, and not escaped themselves.
const SINGLE = /(?<![\\$])\{((?:\\,|(?!\.\.)[^,{}\n])*)(?<!\\)\}/;

const DOUBLE = /\{(\{[^{}]*\})\}/;

/** `*.{js}` → `*.js`, `*.{{js,ts}}` → `*.{js,ts}`; other globs as they are. */
export function correctBraces(glob: string): string {
  let corrected = glob;
  while (SINGLE.test(corrected)) corrected = corrected.replace(SINGLE, '$1');
  return corrected.replace(DOUBLE, '$1');
}
