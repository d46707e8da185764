// A diagnosis on one screen, for people; for programs the data itself is printed as JSON.
import {
  findingsOf,
  type Diagnosis,
  type Finding,
  type Level,
  type ServiceHealth,
} from '../base/diagnosis.ts';
import { escapeName, escapeText } from './escape-name.ts';
import type { Style } from './style.ts';

/** Ends with a newline. */
export function renderDiagnosis(diagnosis: Diagnosis, style: Style): string {
  const { versions, hook, configuration, services, uncovered, storage, snapshots } = diagnosis;
  const endings = uncovered
    .map(({ ending, files }) => `${escapeName(ending)} (${files})`)
    .join(', ');
  const lines = [
    ...briefly(versions, style),
    ...each(hook, style),
    ...each(configuration, style),
    ...services.flatMap((service) => serviceLines(service, style)),
    ...(endings === '' ? [] : [`  ${style.dim(`tracked files without a task: ${endings}`)}`]),
    ...each(
      storage.filter(({ level }) => level !== 'ok'),
      style,
    ),
    `  ${style.dim(`snapshots: ${snapshots.count}, ${size(snapshots.bytes)}`)}`,
    verdict(diagnosis, style),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** One JSON object. Ends with a newline. */
export const diagnosisJson = (diagnosis: Diagnosis): string =>
  `${JSON.stringify(diagnosis, null, 2)}\n`;

const MARK: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', problem: '✗' };

function mark(level: Level, style: Style): string {
  if (level === 'ok') return style.green(MARK.ok);
  return level === 'warning' ? style.yellow(MARK.warning) : style.red(MARK.problem);
}

/** What is well in one line. */
function briefly(findings: readonly Finding[], style: Style): string[] {
  const well = findings.filter(({ level }) => level === 'ok').map(({ what }) => what);
  return [
    ...(well.length === 0 ? [] : [`${mark('ok', style)} ${escapeText(well.join(', '))}`]),
    ...each(
      findings.filter(({ level }) => level !== 'ok'),
      style,
    ),
  ];
}

const each = (findings: readonly Finding[], style: Style): string[] =>
  findings.flatMap(({ level, what, next }) => [
    `${mark(level, style)} ${escapeText(what)}`,
    ...(next === undefined ? [] : [`    ${style.bold('→')} ${escapeText(next)}`]),
  ]);

function serviceLines(health: ServiceHealth, style: Style): string[] {
  const { service, files, programs, tasks, findings } = health;
  const worst = (['problem', 'warning'] as const).find((level) =>
    findings.some((finding) => finding.level === level),
  );
  const found = programs.filter((program) => program.found !== undefined);
  const named = found.map(
    ({ program, version, found: where }) =>
      `${program}${version === undefined ? '' : ` ${version}`} ${style.dim(`(${escapeName(where ?? '')})`)}`,
  );
  const functions = tasks.filter((task) => task === 'a function');
  return [
    `${mark(worst ?? 'ok', style)} ${style.bold(escapeName(service))}: ${files} file${files === 1 ? '' : 's'}, ${[...named, ...functions].join(', ') || 'nothing that can run'}`,
    ...each(findings, style).map((line) => `  ${line}`),
  ];
}

function verdict(diagnosis: Diagnosis, style: Style): string {
  const problems = findingsOf(diagnosis).filter(({ level }) => level === 'problem').length;
  if (problems === 0) return style.green('All is well: a commit would run these linters.');
  return style.red(
    problems === 1 ? 'One thing would fail.' : `${problems} things would fail or not run.`,
  );
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
