// Tells whether brackets are closed in the order in which they were opened. Pure. What is in a string or a comment
// counts like all else: a text that is not nested says nothing.

/** The brackets that have no counterpart in the text. */
export function unmatchedBrackets(text: Buffer): string {
  const unmatched: number[] = [];
  for (const byte of text) {
    const opening = OPENING.get(byte);
    if (opening !== undefined && unmatched.at(-1) === opening) unmatched.pop();
    else if (opening !== undefined || OPENINGS.has(byte)) unmatched.push(byte);
  }
  return Buffer.from(unmatched).toString();
}

export const isNested = (text: Buffer): boolean => unmatchedBrackets(text) === '';

const code = (mark: string): number => mark.charCodeAt(0);

/** Of each closing bracket. */
const OPENING = new Map(['()', '[]', '{}'].map((pair) => [code(pair.slice(1)), code(pair)]));

const OPENINGS = new Set(OPENING.values());
