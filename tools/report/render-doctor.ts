// Renders a diagnosis: as text on one screen, or as JSON.
import {
  findingsOf,
  type Diagnosis,
  type DoctorFinding,
  type Level,
  type ServiceHealth,
} from '../base/model/diagnosis.ts';
import { escapeName, escapeText } from './escape-name.ts';
import { filesText } from './phrases.ts';
import type { Style } from './style.ts';

/** Ends with a newline. */
export function renderDiagnosis(diagnosis: Diagnosis, style: Style): string {
  const { versions, hook, configuration, services, uncovered, storage, snapshots, remembered } =
    diagnosis;
  const extensions = uncovered
    .map(({ ending, files }) => `${escapeName(ending)} (${files})`)
    .join(', ');
  const all = [
    ...briefly(versions, style),
    ...each(hook, style),
    ...each(configuration, style),
    ...serviceLines(services, style),
    ...shared(services, style),
    ...(extensions === '' ? [] : [`  ${style.dim(`tracked files without a task: ${extensions}`)}`]),
    ...each(
      storage.filter(({ level }) => level !== 'ok'),
      style,
    ),
    `  ${style.dim(`snapshots: ${snapshots.count}, ${size(snapshots.bytes)}; remembered results: ${remembered.count}, ${size(remembered.bytes)}`)}`,
    verdict(diagnosis, style),
  ];
  return all.map((line) => `${line}\n`).join('');
}

/** One JSON object. Ends with a newline. */
export const diagnosisJson = (diagnosis: Diagnosis): string =>
  `${JSON.stringify(diagnosis, null, 2)}\n`;

const MARK: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', problem: '✗' };

function mark(level: Level, style: Style): string {
  if (level === 'ok') return style.green(MARK.ok);
  return level === 'warning' ? style.yellow(MARK.warning) : style.red(MARK.problem);
}

/** All `ok` findings in one line, then the others. */
function briefly(findings: readonly DoctorFinding[], style: Style): string[] {
  const well = findings.filter(({ level }) => level === 'ok').map(({ what }) => what);
  return [
    ...(well.length === 0 ? [] : [`${mark('ok', style)} ${escapeText(well.join(', '))}`]),
    ...each(
      findings.filter(({ level }) => level !== 'ok'),
      style,
    ),
  ];
}

const each = (findings: readonly DoctorFinding[], style: Style): string[] =>
  findings.flatMap(({ level, what, next }) =>
    lines(level, what, next === undefined ? [] : [next], style),
  );

const lines = (level: Level, what: string, next: readonly string[], style: Style): string[] => [
  `${mark(level, style)} ${escapeText(what)}`,
  ...next.map((each) => `    ${style.bold('→')} ${escapeText(each)}`),
];

/** A line for each service; with more than `MAX_LINES` services, those with the same programs share a line. */
function serviceLines(services: readonly ServiceHealth[], style: Style): string[] {
  const groups = new Map<string, { names: string[]; files: number; sign: string; what: string }>();
  for (const health of services) {
    const sign = mark(worstOf(health), style);
    const what = programsOf(health, style);
    const key = services.length > MAX_LINES ? `${sign} ${what}` : health.service;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { names: [health.service], files: health.files, sign, what });
    } else {
      group.names.push(health.service);
      group.files += health.files;
    }
  }
  return [...groups.values()].map(
    ({ names, files, sign, what }) =>
      `${sign} ${style.bold(escapeName(few(names)))}: ${[filesText(files), what].filter(Boolean).join(', ')}`,
  );
}

const MAX_LINES = 12;

const worstOf = ({ findings }: ServiceHealth): Level =>
  (['problem', 'warning'] as const).find((level) =>
    findings.some((finding) => finding.level === level),
  ) ?? 'ok';

function programsOf({ programs, tasks }: ServiceHealth, style: Style): string {
  const named = programs.map(({ program, version, found }) => {
    const where = found === undefined ? 'not found' : escapeName(found);
    return `${escapeName(program)}${version === undefined ? '' : ` ${version}`} ${style.dim(`(${where})`)}`;
  });
  return [...named, ...tasks.filter((task) => task === 'a function')].join(', ');
}

const few = (names: readonly string[]): string =>
  names.length > NAMED + 1
    ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
    : names.join(', ');

/** The services' findings. One that several services have is shown once, with what to do in the first of them. */
function shared(services: readonly ServiceHealth[], style: Style): string[] {
  const groups = new Map<string, { finding: DoctorFinding; names: string[]; next: Set<string> }>();
  for (const { service, findings } of services) {
    for (const finding of findings) {
      const key = `${finding.level} ${finding.what}`;
      const group = groups.get(key) ?? { finding, names: [], next: new Set() };
      groups.set(key, group);
      if (!group.names.includes(service)) group.names.push(service);
      if (finding.next !== undefined) group.next.add(finding.next);
    }
  }
  return [...groups.values()].flatMap(({ finding: { level, what }, names, next }) =>
    lines(level, `${few(names)}: ${what}`, someOf([...next]), style),
  );
}

const someOf = (next: readonly string[]): string[] =>
  next.length > NAMED + 1
    ? [...next.slice(0, NAMED), `The same for the other ${next.length - NAMED}.`]
    : [...next];

const NAMED = 3;

function verdict(diagnosis: Diagnosis, style: Style): string {
  const all = new Set(
    findingsOf(diagnosis)
      .filter(({ level }) => level === 'problem')
      .map(({ what }) => what),
  );
  const problems = all.size;
  if (problems === 0) return style.green('All is well: a commit would run these linters.');
  return style.red(
    problems === 1 ? 'One thing would fail.' : `${problems} things would fail or not run.`,
  );
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
