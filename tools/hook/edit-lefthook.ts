// Makes the text of a lefthook.yml with switchyard's jobs: a new file, or lines inserted into an existing one, of which
// everything else stays as it is written, comments too.
import { isDeepStrictEqual } from 'node:util';
import type { Document, Scalar } from 'yaml';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { groupLines, jobLines, LEAST_LEFTHOOK, type JobService } from './lefthook-jobs.ts';
import { callsSwitchyard, readLefthook, type LefthookConfiguration } from './read-lefthook.ts';
import { RC_PATH } from './rc-file.ts';

export interface Wanted {
  readonly services: readonly JobService[];
  /** Whether new directories can become services without a change of the configuration (a glob declares them). */
  readonly isOpen: boolean;
}

export type LefthookEdit =
  | { readonly kind: 'edited'; readonly text: string }
  /** Switchyard's jobs are there already. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'conflict'; readonly why: string };

/** The lines that the user has to add, if the file cannot be edited. */
export const linesToAdd = (
  { services, isOpen }: Wanted,
  settings: ReadonlyMap<string, unknown>,
): string[] => [
  ...[...settings].map(([key, value]) => `${key}: ${String(value)}`),
  'pre-commit:',
  '  jobs:',
  ...groupLines(services, isOpen).map((line) => `    ${line}`),
];

/** A new lefthook.yml with the jobs. Ends with a newline. */
export function newLefthook({ services, isOpen }: Wanted): string {
  const jobs = jobLines(services, isOpen);
  return [
    "# Which services' linters a commit starts. What they run is in the services' own configuration.",
    '# A service is skipped or overridden in lefthook-local.yml, by the name of its job.',
    `min_version: ${LEAST_LEFTHOOK}`,
    'assert_lefthook_installed: true',
    `rc: ${RC_PATH}`,
    'output: [failure, execution_out]',
    '',
    'pre-commit:',
    ...(jobs.length > 2 ? ['  piped: true'] : []),
    '  follow: true',
    '  jobs:',
    ...jobs.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

/** Adds the jobs to `text`, a lefthook configuration in YAML. */
export async function addToLefthook(text: string, wanted: Wanted): Promise<LefthookEdit> {
  const known = await readLefthook(text);
  if (known === undefined) return { kind: 'conflict', why: 'it is not YAML that can be read' };
  if (holdsNothing(text)) {
    return { kind: 'edited', text: keptComments(text) + newLefthook(wanted) };
  }
  if (known.jobs.some(({ run }) => callsSwitchyard(run))) return { kind: 'unchanged' };
  const settings = neededSettings(known);
  if (typeof settings === 'string') return { kind: 'conflict', why: settings };
  return {
    kind: 'edited',
    text: await insert(text, settings, groupLines(wanted.services, wanted.isOpen)),
  };
}

/** The settings that switchyard needs and `known` does not have, or the reason why they cannot be added. */
export function neededSettings(
  known: LefthookConfiguration,
): ReadonlyMap<string, unknown> | string {
  if (isOtherRc(known)) return `it has another \`rc: ${known.rc ?? ''}\``;
  const settings = missingSettings(known);
  if (known.leastVersion !== undefined && settings.has('min_version')) {
    return `its \`min_version: ${known.leastVersion}\` is older than ${LEAST_LEFTHOOK}`;
  }
  return settings;
}

/** Whether the configuration names an rc file that is not switchyard's. */
export const isOtherRc = ({ rc }: LefthookConfiguration): boolean =>
  rc !== undefined && rc !== RC_PATH && rc !== RC_PATH.slice(2);

/** The settings that switchyard needs and `known` does not have; all of them if it could not be read. */
export function missingSettings(
  known: LefthookConfiguration | undefined,
): ReadonlyMap<string, unknown> {
  const settings = new Map<string, unknown>();
  const least = parseVersion(known?.leastVersion ?? '');
  if (least === undefined || !isAtLeast(least, parseVersion(LEAST_LEFTHOOK) ?? [])) {
    settings.set('min_version', LEAST_LEFTHOOK);
  }
  if (known?.assertsInstalled !== true) settings.set('assert_lefthook_installed', true);
  if (known?.rc === undefined) settings.set('rc', RC_PATH);
  return settings;
}

const holdsNothing = (text: string): boolean =>
  text.split(/\r?\n/).every((line) => /^\s*(?:#.*|---\s*)?$/.test(line));

/** The comments of a text without settings, but not the example that `lefthook install` writes. */
function keptComments(text: string): string {
  const comments = text.replace(/^---$/m, '').trim();
  return comments === '' || comments.startsWith('# EXAMPLE USAGE') ? '' : `${comments}\n\n`;
}

/** Inserts lines; if the result would not parse to what is wanted, renders the whole document anew. */
async function insert(
  text: string,
  settings: ReadonlyMap<string, unknown>,
  job: readonly string[],
): Promise<string> {
  const { parse, parseDocument } = await import('yaml');
  const document = parseDocument(text);
  const jobs = parse(job.join('\n')) as unknown[];
  const wanted = withJobs(document.clone(), settings, jobs);
  const inserted = insertLines(text, document, settings, job);
  if (inserted !== undefined) {
    const check = parseDocument(inserted);
    if (check.errors.length === 0 && isDeepStrictEqual(check.toJS(), wanted.toJS()))
      return inserted;
  }
  return wanted.toString({ lineWidth: 0 });
}

function withJobs(
  document: Document,
  settings: ReadonlyMap<string, unknown>,
  jobs: readonly unknown[],
): Document {
  document.contents ??= document.createNode({});
  for (const [key, value] of settings) document.set(key, value);
  if (isNothing(document.get('pre-commit'))) document.set('pre-commit', document.createNode({}));
  const path = ['pre-commit', 'jobs'];
  if (isNothing(document.getIn(path))) document.setIn(path, document.createNode([]));
  for (const job of jobs) document.addIn(path, document.createNode(job));
  return document;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

function insertLines(
  text: string,
  document: Document,
  settings: ReadonlyMap<string, unknown>,
  job: readonly string[],
): string | undefined {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const tail = [...settings].map(([key, value]) => `${key}: ${String(value)}`);
  if (tail.length > 0) tail.unshift('', '# What switchyard needs of lefthook.');
  const jobs = nodeAt(document, ['pre-commit', 'jobs']);
  const hook = nodeAt(document, ['pre-commit']);
  const indented = (columns: number): string[] => job.map((line) => ' '.repeat(columns) + line);
  let at = text.length;
  let lines: string[];
  if (jobs?.range && isBlock(jobs)) {
    lines = indented(columnOf(text, jobs.range[0]));
    at = endOfContent(text, jobs.range[1]);
  } else if (jobs !== undefined) {
    return undefined;
  } else if (hook?.range && isBlock(hook)) {
    const column = columnOf(text, hook.range[0]);
    lines = [`${' '.repeat(column)}jobs:`, ...indented(column + 2)];
    at = endOfContent(text, hook.range[1]);
  } else if (hook === undefined && !document.has('pre-commit')) {
    lines = [];
    tail.push('', 'pre-commit:', '  jobs:', ...indented(4));
  } else {
    return undefined;
  }
  const before = text.slice(0, at);
  const after = text.slice(at);
  const body = [before, ...lines].join(newline) + after;
  if (tail.length === 0) return body;
  const start = body === '' || /^\s*$/.test(body) ? '' : body.replace(/\s*$/, newline);
  const added = start === '' ? tail.slice(1) : tail;
  return start + added.map((line) => line + newline).join('');
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null;
  readonly flow?: boolean;
}

function nodeAt(document: Document, path: readonly string[]): Ranged | undefined {
  const node = document.getIn(path, true) as (Ranged & Partial<Scalar>) | null | undefined;
  return node === null || node === undefined || !('items' in node) ? undefined : node;
}

const isBlock = ({ flow }: Ranged): boolean => flow !== true;

/** The column, from 0, of the position `at`. */
export const columnOf = (text: string, at: number): number =>
  at - (text.lastIndexOf('\n', at - 1) + 1);

/** The end of the last line before `end` that is neither blank nor a comment. */
export function endOfContent(text: string, end: number): number {
  let at = end;
  for (;;) {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const line = text.slice(start, at);
    if (start === 0 || !/^\s*(?:#.*)?$/.test(line)) {
      const lineEnd = text.indexOf('\n', start);
      const stop = lineEnd === -1 ? text.length : lineEnd;
      return text[stop - 1] === '\r' ? stop - 1 : stop;
    }
    at = start - 1;
  }
}
