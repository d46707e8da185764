// Collects all findings of a check: messages of linters, changes that they would make, and files that they left
// unusable.
import type { CheckOutcome } from '../../base/model/check-outcome.ts';
import type { ChangedLines, FilePatch, Finding } from '../../base/model/finding.ts';
import type { CommandResult } from '../../base/model/lint-result.ts';
import type { UnusableFile, ServiceOutcome } from '../../base/model/outcome.ts';
import type { RepoPath } from '../../base/paths.ts';
import { serviceName } from '../../base/model/service.ts';
import type { PathContext } from '../shown-path.ts';
import { commandFindings } from './command-findings.ts';
import { committedRange } from './committed-range.ts';
import { unstableFindings } from './unstable.ts';

export interface Found {
  readonly findings: readonly Finding[];
  /** The commands whose whole output could be read as findings, with these findings. */
  readonly complete: ReadonlyMap<CommandResult, readonly Finding[]>;
}

/** In the order of the services; of each service, messages of linters come first, then unusable files, then changes. */
export function allFindings(outcome: CheckOutcome, pathContext: PathContext): Found {
  const findings: Finding[] = [];
  const complete = new Map<CommandResult, readonly Finding[]>();
  const changed = new Map(outcome.patches.map((patch) => [patch.path, patch.changes]));
  for (const service of outcome.services) {
    const { plan, commands } = service.result;
    const paths = new Set(plan.paths);
    for (const command of commands) {
      const found = commandFindings(plan.service, command, paths, pathContext);
      // stylelint, unlike others, reports lines of the file before its fixes.
      const own =
        command.reporter === 'stylelint'
          ? found.findings
          : found.findings.map((finding) => asCommitted(finding, changed));
      findings.push(...own);
      if (found.complete) complete.set(command, own);
    }
    findings.push(...unusableFindings(service), ...changes(service, outcome.patches));
  }
  findings.push(...outcome.unstable.flatMap(unstableFindings));
  return { findings: withoutRepeats(findings), complete };
}

function unusableFindings({ result, unusableFiles: found }: ServiceOutcome): Finding[] {
  return found.map(({ path, found: instead }) => ({
    service: serviceName(result.plan.service),
    path,
    severity: 'error',
    tool: 'switchyard',
    rule: 'unusable-file',
    message: unusableMessage(instead),
  }));
}

function unusableMessage(found: UnusableFile['found']): string {
  if (found === 'nothing') return 'A linter deleted the file.';
  return found === 'a later change'
    ? 'A linter of another service changed the file when its own had ended.'
    : `A linter left ${found} in its place.`;
}

function changes({ result, fixes }: ServiceOutcome, patches: readonly FilePatch[]): Finding[] {
  const own = new Set(fixes.map(({ path }) => path));
  const service = serviceName(result.plan.service);
  const base = { service, severity: 'error', tool: 'switchyard', rule: 'would-change' } as const;
  return patches
    .filter(({ path }) => own.has(path))
    .flatMap(({ path, changes: parts }): Finding[] => {
      if (parts.length === 0) return [{ ...base, path, message: 'The linters would change it.' }];
      return parts.map(({ line, endLine, removed, added }) => ({
        ...base,
        path,
        range: { line, endLine },
        message: ['The linters would change this:', ...diffLines(removed, added)].join('\n'),
      }));
    });
}

/** The finding with lines of the committed file: linters that fix files report lines of the fixed file. */
function asCommitted(
  finding: Finding,
  changed: ReadonlyMap<RepoPath, readonly ChangedLines[]>,
): Finding {
  const { path, range } = finding;
  const parts = path === undefined ? undefined : changed.get(path);
  if (parts === undefined || range === undefined) return finding;
  return { ...finding, range: committedRange(range, parts) };
}

const MAX_LINES = 20;

function diffLines(removed: readonly string[], added: readonly string[]): string[] {
  const lines = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), `(and ${lines.length - MAX_LINES} more lines)`];
}

/** Without duplicates: two tasks of a service may run the same linter on the same file. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify(finding);
    return seen.has(key) ? false : seen.add(key);
  });
}
