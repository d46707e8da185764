// The jobs that lefthook starts for switchyard, as lines of YAML.
import { baseName, type RepoPath } from '../base/paths.ts';

/** A service as jobs know it. */
export interface JobService {
  readonly directory: RepoPath;
}

export const LEAST_LEFTHOOK = '2.2.2';

// Beyond, a job for each is more than anyone reads; a program that starts once finds them itself.
const MOST_JOBS = 20;

/**
 * The jobs of pre-commit: one for each service and one that publishes. One that does it all, for a single
 * service, and for services that are many or not all known yet (`isOpen`: a glob declares them).
 */
export function jobLines(services: readonly JobService[], isOpen: boolean): string[] {
  if (isOpen || services.length === 1 || services.length > MOST_JOBS)
    return ['- name: switchyard', '  run: switchyard run'];
  return [
    '- name: lint',
    '  group:',
    '    parallel: true',
    '    jobs:',
    ...serviceJobs(services).map((job) => `      - ${job}`),
    '- name: publish',
    '  run: switchyard publish',
  ];
}

/** The same as one job, for a hook that has others, in whatever way it runs them. */
export function groupLines(services: readonly JobService[], isOpen: boolean): string[] {
  const lines = jobLines(services, isOpen);
  if (lines.length === 2) return lines;
  return [
    '- name: switchyard',
    '  group:',
    '    piped: true',
    '    jobs:',
    ...lines.map((line) => `      ${line}`),
  ];
}

/** A job for each, by a name that none of the `taken` has. */
export function serviceJobs(
  services: readonly JobService[],
  taken: ReadonlySet<string> = new Set(),
): string[] {
  const names = jobNames(services);
  return services.map(({ directory }, at) => {
    const name = names[at] ?? directory;
    return serviceJob(directory, taken.has(name) ? directory : name);
  });
}

function serviceJob(directory: RepoPath, name: string): string {
  if (directory === '') return `{ name: ${flow(name)}, run: switchyard lint . }`;
  const run = `switchyard lint ${shellWord(directory)}`;
  return `{ name: ${flow(name)}, root: ${flow(`${directory}/`)}, run: ${flow(run)} }`;
}

/** The last part of each directory's path, or all of it where that is not enough. */
function jobNames(services: readonly JobService[]): string[] {
  const short = services.map(({ directory }) => (directory === '' ? 'root' : baseName(directory)));
  return short.map((name, at) =>
    short.indexOf(name) === at && short.lastIndexOf(name) === at
      ? name
      : (services[at]?.directory ?? name),
  );
}

/** A plain scalar of a flow mapping, or a quoted one. */
const flow = (text: string): string =>
  /^[A-Za-z0-9_./][\w./ -]*$/.test(text) &&
  !/^(?:true|false|yes|no|on|off|null|[\d._]+)$/i.test(text)
    ? text
    : JSON.stringify(text);

const shellWord = (text: string): string =>
  /^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
