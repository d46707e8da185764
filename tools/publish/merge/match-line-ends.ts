// Gives base and fix the line ends of a working file that mixes LF and CRLF (such as a checkout with CRLF to which a
// program has added lines with LF), so that the merge keeps the end of each line as it is there.
import type { SideHunks, Sides } from './diff.ts';

/**
 * Returns base and fix, whose lines all end with LF, with the end of each line as in the line of the edit that
 * corresponds to it. `hunks` were found with LF on all three sides.
 */
export function matchLineEnds({ base, edit, fix }: Sides, hunks: SideHunks): Sides {
  const edited = linesOf(edit);
  const bases = linesOf(base);
  const fixes = linesOf(fix);
  const ends: Buffer[] = [];
  const endAs = (line: Buffer | undefined): void => {
    ends.push(line === undefined ? (ends.at(-1) ?? LF) : endOf(line));
  };
  let shift = 0;
  for (const { start, count, otherStart, otherCount } of hunks.edit) {
    while (ends.length < start) endAs(edited[ends.length + shift]);
    for (let at = 0; at < count; at += 1) {
      endAs(otherCount === 0 ? undefined : edited[otherStart + Math.min(at, otherCount - 1)]);
    }
    shift += otherCount - count;
  }
  while (ends.length < bases.length) endAs(edited[ends.length + shift]);

  for (const { start, count, otherStart, otherCount } of hunks.fix) {
    for (let at = 0; at < otherCount; at += 1) {
      const index = count === 0 ? Math.max(start - 1, 0) : start + Math.min(at, count - 1);
      const line = fixes[otherStart + at];
      if (line !== undefined) fixes[otherStart + at] = ended(line, ends[index] ?? LF);
    }
  }
  return {
    base: Buffer.concat(bases.map((line, at) => ended(line, ends[at] ?? LF))),
    edit,
    fix: Buffer.concat(fixes),
  };
}

const LF = Buffer.from('\n');
const CRLF = Buffer.from('\r\n');

const endOf = (line: Buffer): Buffer => (line.subarray(-2).equals(CRLF) ? CRLF : LF);

/** `line` with the line end `end`; a last line without a line end stays without. */
const ended = (line: Buffer, end: Buffer): Buffer =>
  line.at(-1) === 10 ? Buffer.concat([line.subarray(0, -1), end]) : line;

function linesOf(text: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf(10, from);
    const until = end === -1 ? text.length : end + 1;
    lines.push(text.subarray(from, until));
    from = until;
  }
  return lines;
}
