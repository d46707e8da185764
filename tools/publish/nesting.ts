// Tells whether brackets are closed in the order in which they were opened. Pure. Brackets in strings and comments
// count too, so a text that fails this may still be correct.

/** The brackets that have no counterpart, in the order of the text. */
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

/** Closing bracket → opening bracket, as character codes. */
const OPENING = new Map(['()', '[]', '{}'].map((pair) => [code(pair.slice(1)), code(pair)]));

const OPENINGS = new Set(OPENING.values());
