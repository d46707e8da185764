// Tells whether the blocks of a Ruby text that are opened by keywords are closed by `end`, and have the branches that
// belong to them. Pure. A text that fails this may still be correct: strings count as far as they look like code.

/** Whether blocks and their branches fit each other. False for texts larger than a megabyte, which are not examined. */
export function hasBlocks(text: Buffer): boolean {
  if (text.length > 1 << 20) return false;
  const open: string[] = [];
  for (const { groups } of text.toString().matchAll(KEYWORDS)) {
    const { opening, branch, end } = groups ?? {};
    if (opening !== undefined) open.push(opening);
    if (branch !== undefined && BRANCHES.get(branch)?.includes(open.at(-1) ?? '') !== true)
      return false;
    if (end !== undefined && open.pop() === undefined) return false;
  }
  return open.length === 0;
}

/** Branch → the keywords that open a block with such a branch. */
const BRANCHES = new Map([
  ['elsif', ['if']],
  ['else', ['if', 'unless', 'case', 'begin', 'def', 'do']],
  ['when', ['case']],
  ['in', ['case']],
  ['rescue', ['begin', 'def', 'do', 'class', 'module']],
  ['ensure', ['begin', 'def', 'do', 'class', 'module']],
]);

/**
 * Comments, branches, `end`, and what opens a block: keywords where they begin a line or what is assigned, `do` where
 * it ends a line, but for that of `while`. Neither the `if` of `return if late`, nor `def now = Time.now`.
 */
const KEYWORDS = new RegExp(
  [
    /^=begin[^]*?^=end\b|^__END__$[^]*|^[ \t]*#.*/,
    /(?<=^[ \t]*)(?<branch>elsif|else|when|in|rescue|ensure)\b(?![:?!=])/,
    /(?<=(?:^|;|\bthen\b.*[ ])[ \t]*)(?<end>end)\b(?![:?!=])/,
    /(?<opening>(?<=(?:^|[=;])[ \t]*|^[ \t]*(?:private|protected|public|private_class_method) )(?:(?:while|until|for)\b.*\bdo *$|(?:class|module|begin|if|unless|case|while|until|for|def(?! [^\s(]+(?:\([^)]*\))? = ))\b(?![:?!=]))|(?<![.:\w])(?:begin|do)(?=(?: *\|[^|\n]*\|)? *$))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);
