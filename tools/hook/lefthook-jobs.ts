// The jobs that lefthook starts for switchyard, as lines of YAML.
import { baseName, type RepoPath } from '../base/paths.ts';

/** A service as jobs know it. */
export interface JobService {
  readonly directory: RepoPath;
}

export const LEAST_LEFTHOOK = '2.2.2';

// With more services, one job runs all: nobody reads so many jobs, and one process starts faster than many.
const MAX_JOBS = 20;

/**
 * The jobs of pre-commit: one for each service, and one that publishes. Only one job, `switchyard run`, for a single
 * service, for very many, and if new ones can appear (`isOpen`: a glob declares them).
 */
export function jobLines(services: readonly JobService[], isOpen: boolean): string[] {
  if (isOpen || services.length === 1 || services.length > MAX_JOBS)
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

/** As `jobLines`, but as a single job (a group), to be added to a hook with other jobs, parallel or not. */
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

/** A job for each service, as a YAML flow mapping. A name in `taken` is replaced by the directory. */
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

/** The last segment of each directory, or the whole path if that would not be unique. */
function jobNames(services: readonly JobService[]): string[] {
  const short = services.map(({ directory }) => (directory === '' ? 'root' : baseName(directory)));
  return short.map((name, at) =>
    short.indexOf(name) === at && short.lastIndexOf(name) === at
      ? name
      : (services[at]?.directory ?? name),
  );
}

/** A scalar of a flow mapping, quoted if needed. */
const flow = (text: string): string =>
  /^[A-Za-z0-9_./][\w./ -]*$/.test(text) &&
  !/^(?:true|false|yes|no|on|off|null|[\d._]+)$/i.test(text)
    ? text
    : JSON.stringify(text);

const shellWord = (text: string): string =>
  /^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
