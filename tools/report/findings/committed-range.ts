// Converts line numbers of a file as the linters left it to those of the file as it is committed.
import type { ChangedLines, Range } from '../../base/model/finding.ts';

/** The range in the committed file. Columns are kept only if the lines are unchanged. */
export function committedRange(range: Range, changes: readonly ChangedLines[]): Range {
  const first = committedLine(range.line, changes);
  const last = committedLine(range.endLine ?? range.line, changes);
  if (!first.same || !last.same) {
    return { line: first.line, endLine: Math.max(first.line, last.line) };
  }
  return { ...range, line: first.line, ...(range.endLine !== undefined && { endLine: last.line }) };
}

function committedLine(
  line: number,
  changes: readonly ChangedLines[],
): { line: number; same: boolean } {
  let moved = 0;
  for (const { line: old, endLine, newLine, removed, added } of changes) {
    if (line < newLine) break;
    if (line < newLine + added.length) {
      return { line: Math.min(old + line - newLine, endLine), same: false };
    }
    moved += added.length - removed.length;
  }
  return { line: line - moved, same: true };
}
