// A finding as a linter reports it: with the file name that the linter uses.
import type { Range } from '../../base/model/finding.ts';

export interface RawFinding {
  /** As printed: absolute (in the snapshot), or relative to the service's directory. */
  readonly file: string | undefined;
  readonly range?: Range;
  readonly severity: 'error' | 'warning';
  readonly rule?: string;
  readonly message: string;
}

/** A range with the values that are known; none without a line. */
export function rangeOf(
  line: number | undefined,
  column?: number,
  endLine?: number,
  endColumn?: number,
): { range?: Range } {
  if (line === undefined) return {};
  return {
    range: {
      line,
      ...(column !== undefined && { column }),
      ...(endLine !== undefined && { endLine }),
      ...(endColumn !== undefined && { endColumn }),
    },
  };
}

/** The property `rule`, if the rule is known. */
export const ruleOf = (rule: string | undefined): { rule?: string } =>
  rule === undefined ? {} : { rule };
