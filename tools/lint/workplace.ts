// Where a service's linters start and what they find around them: directory, PATH, environment.
import { dirname } from 'node:path';
import { forLinters, type Environment } from '../base/environment.ts';
import { realPath } from '../base/look.ts';
import {
  absolutePath,
  below,
  isWithin,
  upwards,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';

/** The two trees of a run. */
export interface Trees {
  /** The user's working tree. */
  readonly top: AbsolutePath;
  /** The snapshot. */
  readonly root: AbsolutePath;
}

export interface Workplace {
  readonly directory: AbsolutePath;
  /** Where programs are looked for, first to last. */
  readonly path: readonly AbsolutePath[];
  /** The directories of `path` that are neither the service's nor the snapshot's. */
  readonly systemPath: readonly AbsolutePath[];
  readonly environment: Environment;
}

/** Gives the workplace of each service of a run. Reads the environment once. */
export function workplaces(trees: Trees, colour: boolean): (service: RepoPath) => Workplace {
  const environment: Record<string, string> = { ...forLinters() };
  for (const name of CODE_PATHS) {
    const value = environment[name];
    if (value !== undefined) environment[name] = inSnapshot(value, trees);
  }
  for (const name of COLOUR) Reflect.deleteProperty(environment, name);
  Object.assign(
    environment,
    colour ? { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' } : { NO_COLOR: '1' },
    // `uv run` and `pnpm exec` would install into the snapshot, and through its links into the user's.
    {
      UV_NO_SYNC: '1',
      npm_config_verify_deps_before_run: 'false',
      pnpm_config_verify_deps_before_run: 'false',
      // Their central virtualenvs are the snapshot's `.venv`, which settings may keep them from.
      POETRY_VIRTUALENVS_IN_PROJECT: 'true',
      PIPENV_VENV_IN_PROJECT: '1',
    },
  );
  const systemPath = inheritedPath(environment.PATH ?? '', trees);

  return (service) => {
    const directory = below(trees.root, service);
    const own = [...upwards(service)].flatMap((place) =>
      PROGRAM_DIRECTORIES.map((bin) => below(below(trees.root, place), bin)),
    );
    const path = [...new Set([...own, ...systemPath])];
    return {
      directory,
      path,
      systemPath,
      environment: { ...environment, PATH: path.join(':'), PWD: directory },
    };
  };
}

const PROGRAM_DIRECTORIES = ['.venv/bin', 'node_modules/.bin'];

// `FORCE_COLOR=0` would not do for "none": ruff and rich take any value for a yes.
const COLOUR = ['FORCE_COLOR', 'CLICOLOR_FORCE', 'NO_COLOR', 'NODE_DISABLE_COLORS'];

/** Where interpreters look for code; shims and script runners put the checkout's directories there. */
const CODE_PATHS = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'PYTHONPATH',
  'MYPYPATH',
  'RUBYOPT',
  'RUBYLIB',
  'PERL5LIB',
];

/** `value` with each path in the user's checkout led to the snapshot, if that has it. */
function inSnapshot(value: string, { top, root }: Trees): string {
  const [before = '', ...mentions] = value.split(top);
  const led = mentions.map((rest) => {
    const [path = ''] = rest.split(/[:\s"']/, 1);
    const isThere = (path === '' || path.startsWith('/')) && exists(`${root}${path}`);
    return `${isThere ? root : top}${rest}`;
  });
  return [before, ...led].join('');
}

/** What git puts first for its hooks, npm, pnpm and Yarn for their scripts. */
const RUNNERS = /\/(git-core|node-gyp-bin|xfs-[^/]*|yarn--[^/]*)$/;

/**
 * The inherited PATH without what depends on the working directory or on how switchyard was started,
 * and without the checkout's own program directories: `npm run` in another package, or an activated
 * environment, put them there.
 */
function inheritedPath(path: string, trees: Trees): AbsolutePath[] {
  return path
    .split(':')
    .filter((directory) => directory.startsWith('/'))
    .map((directory) => directory.replace(/(?<=.)\/+$/, ''))
    .filter((directory) => !RUNNERS.test(directory))
    .filter((directory) => {
      // npm adds one for each directory above the package.
      if (directory.endsWith('/node_modules/.bin') && !exists(directory)) return false;
      const bin = PROGRAM_DIRECTORIES.find((end) => directory.endsWith(`/${end}`));
      return bin === undefined || !isWithin(trees.top, real(dirname(dirname(directory))));
    })
    .map((directory) => absolutePath(inSnapshot(directory, trees)));
}

const exists = (path: string): boolean => realPath(absolutePath(path)) !== undefined;

const real = (path: string): string => realPath(absolutePath(path)) ?? path;
