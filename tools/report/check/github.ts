// Renders a check for GitHub Actions: the text, then workflow commands that become annotations.
import { randomBytes } from 'node:crypto';
import type { Finding } from '../../base/model/finding.ts';
import type { CommandResult } from '../../base/model/lint-result.ts';
import { encodeName } from '../../base/names.ts';
import { servicePath } from '../../base/paths.ts';
import { showBytes } from '../clean-output.ts';
import { escapeText } from '../escape-name.ts';
import type { Found } from '../findings/all-findings.ts';
import { styles } from '../style.ts';
import { renderCheck, type CheckText } from './render-text.ts';

/** GitHub shows at most this many annotations of each kind for a step, and silently drops the others. */
const MAX_ANNOTATIONS = 10;

/** Ends with a newline. */
export function renderGithub(text: CheckText, { findings, complete }: Found): string {
  // Between these two lines GitHub does not interpret the linters' output as commands.
  const token = randomBytes(16).toString('hex');
  const readable = renderCheck(withReadableOutput(text, complete), styles(false));
  return [
    `::stop-commands::${token}`,
    readable.trimEnd(),
    `::${token}::`,
    ...annotations(findings),
    '',
  ].join('\n');
}

/** At most `MAX_ANNOTATIONS` annotations of each kind, and a line that says how many are left out. */
function annotations(findings: readonly Finding[]): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const shown = [...errors.slice(0, MAX_ANNOTATIONS), ...warnings.slice(0, MAX_ANNOTATIONS)];
  const left = findings.length - shown.length;
  if (left === 0) return shown.map(annotation);
  const more = `${left === 1 ? '1 more finding is' : `${left} more findings are`} not shown as annotations: GitHub shows ${MAX_ANNOTATIONS} of a kind for a step. See the log.`;
  return [...shown.map(annotation), `::notice title=switchyard::${escapeData(more)}`];
}

/** `::error file=a.ts,line=1,endLine=2,title=eslint%3A no-undef::message` */
function annotation(finding: Finding): string {
  const { severity, path, range, message } = finding;
  const properties = [
    ['file', path === undefined ? undefined : showBytes(path)],
    ['line', range?.line],
    ['endLine', range?.endLine],
    ['col', range?.column],
    // GitHub uses columns only if the range is on one line.
    ['endColumn', range?.endLine === range?.line ? range?.endColumn : undefined],
    ['title', titleOf(finding)],
  ].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name ?? ''}=${escapeProperty(String(value))}`],
  );
  return `::${severity} ${properties.join(',')}::${escapeData(escapeText(message))}`;
}

/** The title of an annotation: `apps/web: eslint no-undef`. */
export const titleOf = ({ service, tool, rule }: Finding): string =>
  escapeText(`${service}: ${rule === undefined ? tool : `${tool} ${rule}`}`);

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Replaces JSON output of failed commands by lines with its findings: `a.ts:1:2: error: message (rule)`. */
function withReadableOutput(text: CheckText, complete: Found['complete']): CheckText {
  const { outcome } = text;
  const services = outcome.services.map((service) => {
    const { plan, commands } = service.result;
    const readable = commands.map((command): CommandResult => {
      const findings = complete.get(command);
      if (findings === undefined || command.status.kind === 'passed') return command;
      const lines = findings.map(({ path, range, severity, message, rule }) => {
        const name = path === undefined ? '' : servicePath(plan.service.directory, path);
        const position = [name, range?.line, range?.column].filter((part) => part !== undefined);
        return `${position.join(':')}: ${severity}: ${message}${rule === undefined ? '' : ` (${rule})`}`;
      });
      return { ...command, output: encodeName(lines.join('\n')) };
    });
    return { ...service, result: { ...service.result, commands: readable } };
  });
  return { ...text, outcome: { ...outcome, services } };
}
