// Tells whether the indentation of a text, and the branches of its blocks, are valid in Python. Pure. The test is not
// exact: a text that fails it may still be correct.

/**
 * Whether lines are indented deeper exactly after the colon of a block, then return to an earlier depth, and no `try`
 * is without `except` and no `else` without `if`. False for texts larger than a megabyte, which are not examined.
 */
export function isIndented(text: Buffer): boolean {
  if (text.length > 1 << 20) return false;
  /** Around the current line, from outside: how deep lines are indented, and the first word of the last one. */
  const blocks = [{ indent: 0, word: '' }];
  let [depth, indent, isFirst, last] = [0, 0, true, ''];
  for (const [token] of text.toString().matchAll(TOKENS)) {
    if (/^[#\\]/.test(token)) continue;
    if (token.startsWith('\n')) {
      if (depth === 0) [indent, isFirst] = [token.length - 1, true];
      continue;
    }
    if (isFirst) {
      const around = blocks.at(-1);
      const isDeeper = indent > (around?.indent ?? 0);
      if (isDeeper !== last.endsWith(':')) return false;
      if (isDeeper && !OPENING.has(around?.word ?? '')) return false;
      if (isDeeper) blocks.push({ indent, word: '' });
      while (indent < (blocks.at(-1)?.indent ?? 0)) if (blocks.pop()?.word === 'try') return false;
      const block = blocks.at(-1);
      const word = /^\w*/.exec(token)?.[0] ?? '';
      if (block?.indent !== indent || !mayFollow(word, block.word)) return false;
      block.word = word;
    }
    if ('([{'.includes(token)) depth += 1;
    if (')]}'.includes(token)) depth -= 1;
    [isFirst, last] = [false, token];
  }
  return blocks.every(({ word }) => word !== 'try');
}

const mayFollow = (word: string, before: string): boolean =>
  BRANCHES.get(word)?.includes(before) ?? before !== 'try';

/** Branch → the words that a line before it begins with, among those indented alike. */
const BRANCHES = new Map([
  ['elif', ['if', 'elif']],
  ['else', ['if', 'elif', 'for', 'while', 'async', 'except']],
  ['except', ['try', 'except']],
  ['finally', ['try', 'except', 'else']],
]);

const OPENING = new Set(
  'async case class def elif else except finally for if match try while with'.split(' '),
);

/** Strings, comments, a line continued by `\`, a line break with the next line's indentation, brackets, other text. */
const TOKENS =
  /("""|''')[^]*?\1|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#.*|\\\r?\n|\n[ \t]*|[^\s"'#()[\]{}\\]+|\S/g;
