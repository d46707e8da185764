// Reads from a lefthook configuration what matters here: `rc`, `min_version`, and the jobs of pre-commit.
import { plainJson } from '../base/edit-json.ts';
import { formatOf } from './lefthook-names.ts';

export interface LefthookJob {
  readonly name: string;
  readonly run: string;
  readonly stageFixed: boolean;
  /** Its `glob`, as patterns of a service; empty if it takes all files, or has an `exclude`. */
  readonly globs: readonly string[];
  /** Its working directory, relative to the top. */
  readonly root: string;
}

export interface LefthookConfiguration {
  readonly rc: string | undefined;
  readonly leastVersion: string | undefined;
  /** Whether `assert_lefthook_installed` is set, to true or false. */
  readonly assertsInstalled: boolean;
  /** Jobs, commands and scripts of pre-commit, those in groups too. */
  readonly jobs: readonly LefthookJob[];
}

/** Parses the text of the file `name`; `undefined` if that is TOML, or not a mapping. */
export async function readLefthookFile(
  name: string,
  text: string,
): Promise<LefthookConfiguration | undefined> {
  const format = formatOf(name);
  if (format === 'toml') return undefined;
  return readLefthook(format === 'json' ? plainJson(text) : text);
}

/** Parses YAML or JSON; `undefined` if that fails, or the text is not a mapping. */
export async function readLefthook(text: string): Promise<LefthookConfiguration | undefined> {
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text, { logLevel: 'error', merge: true }) as unknown;
  } catch {
    return undefined;
  }
  if (value === null) value = {};
  if (!isMapping(value)) return undefined;
  const hook = value['pre-commit'];
  return {
    rc: textOf(value.rc),
    leastVersion: textOf(value.min_version),
    assertsInstalled: value.assert_lefthook_installed !== undefined,
    jobs: isMapping(hook) ? jobsOf(hook, value.glob_matcher === 'doublestar') : [],
  };
}

/** The directories of the services that the jobs lint; `all` if a job calls `switchyard run`. */
export function lintedServices(jobs: readonly LefthookJob[]): 'all' | ReadonlySet<string> {
  if (jobs.some(({ run }) => CALL.exec(run)?.[1] === 'run')) return 'all';
  const named = jobs.flatMap(({ run }) => {
    const [, verb, rest = ''] = CALL.exec(run) ?? [];
    if (verb !== 'lint') return [];
    return [...rest.matchAll(/'([^']*)'|"([^"]*)"|([^\s&|;'"]+)/g)].map(
      ([, single, double, plain]) => single ?? double ?? plain ?? '',
    );
  });
  return new Set(
    named.map((name) => (name === '.' ? '' : name.replace(/^\.\//, '').replace(/\/+$/, ''))),
  );
}

/** Whether a job stages its fixes: by `stage_fixed`, `git add` or lint-staged. */
export const isStaging = ({ run, stageFixed }: LefthookJob): boolean =>
  stageFixed || /\bgit add\b|\blint-staged\b/.test(run);

/** Whether a command line calls `switchyard run`, `lint` or `publish`. */
export const callsSwitchyard = (run: string): boolean => CALL.test(run);

/** Whether a job calls `switchyard publish`. */
export const isPublishing = (jobs: readonly LefthookJob[]): boolean =>
  jobs.some(({ run }) => CALL.exec(run)?.[1] === 'publish');

const CALL = /(?:^|[\s/'"])switchyard(?:\.js)?['"]?\s+(run|lint|publish)\b([^&|;]*)/;

function jobsOf(holder: Mapping, isDoublestar: boolean): LefthookJob[] {
  const listed: unknown[] = Array.isArray(holder.jobs) ? holder.jobs : [];
  const named = [holder.commands, holder.scripts].flatMap((each) =>
    isMapping(each) ? Object.entries(each) : [],
  );
  return [
    ...listed.flatMap((job) => {
      if (!isMapping(job)) return [];
      const group = job.group;
      return isMapping(group)
        ? jobsOf(group, isDoublestar)
        : [jobOf(textOf(job.name), job, isDoublestar)];
    }),
    ...named.flatMap(([name, job]) => (isMapping(job) ? [jobOf(name, job, isDoublestar)] : [])),
  ];
}

function jobOf(name: string | undefined, job: Mapping, isDoublestar: boolean): LefthookJob {
  const run = textOf(job.run) ?? '';
  const written: unknown[] = Array.isArray(job.glob) ? job.glob : [job.glob];
  const globs = written.flatMap((glob) => textOf(glob) ?? []);
  return {
    name: name ?? run,
    run,
    stageFixed: job.stage_fixed === true,
    globs: job.exclude === undefined ? (isDoublestar ? globs : globs.map(atAnyDepth)) : [],
    root: (textOf(job.root) ?? '').replace(/\/+$/, ''),
  };
}

/** In lefthook's default matcher `*` matches slashes too: `src/*.ts` matches `src/deep/x.ts`. */
const atAnyDepth = (glob: string): string =>
  glob.replace(/(^|\/)\*(?=\/)/g, '$1**').replace(/(^|[^*])\/(?=\*[^/*]*$)/, '$1/**/');

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
