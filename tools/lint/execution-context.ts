// The execution context of a service's linters: working directory, PATH and environment.
import { dirname } from 'node:path';
import { forLinters, type Environment } from '../base/environment.ts';
import { realPath } from '../base/lookups.ts';
import {
  absolutePath,
  joinPath,
  isWithin,
  selfAndAncestors,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';

export interface Trees {
  /** The top of the user's working tree. */
  readonly top: AbsolutePath;
  /** The top of the snapshot. */
  readonly root: AbsolutePath;
}

export interface ExecutionContext {
  readonly directory: AbsolutePath;
  /** The directories of PATH, in order. */
  readonly path: readonly AbsolutePath[];
  /** The directories of `path` that are neither the service's nor the snapshot's. */
  readonly systemPath: readonly AbsolutePath[];
  readonly environment: Environment;
}

/** Returns a function from a service's directory to its execution context. Reads the environment once. */
export function executionContexts(
  trees: Trees,
  colour: boolean,
): (service: RepoPath) => ExecutionContext {
  const environment: Record<string, string> = { ...forLinters() };
  for (const name of CODE_PATHS) {
    const value = environment[name];
    if (value !== undefined) environment[name] = inSnapshot(value, trees);
  }
  for (const name of COLOUR) Reflect.deleteProperty(environment, name);
  Object.assign(
    environment,
    colour ? { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' } : { NO_COLOR: '1' },
    // Otherwise `uv run` and `pnpm exec` would install into the snapshot, and through its links into the user's tree.
    {
      UV_NO_SYNC: '1',
      npm_config_verify_deps_before_run: 'false',
      pnpm_config_verify_deps_before_run: 'false',
      // Virtualenvs that Poetry and Pipenv keep centrally are `.venv` in the snapshot; settings may say not to use it.
      POETRY_VIRTUALENVS_IN_PROJECT: 'true',
      PIPENV_VENV_IN_PROJECT: '1',
    },
  );
  const systemPath = inheritedPath(environment.PATH ?? '', trees);

  return (service) => {
    const directory = joinPath(trees.root, service);
    const own = [...selfAndAncestors(service)].flatMap((directory) =>
      PROGRAM_DIRECTORIES.map((bin) => joinPath(joinPath(trees.root, directory), bin)),
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

// Removed first: `FORCE_COLOR=0` does not turn colours off in ruff and rich, which take any value for a yes.
const COLOUR = ['FORCE_COLOR', 'CLICOLOR_FORCE', 'NO_COLOR', 'NODE_DISABLE_COLORS'];

/** Variables with paths to code; shims and script runners put directories of the working tree there. */
const CODE_PATHS = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'PYTHONPATH',
  'MYPYPATH',
  'RUBYOPT',
  'RUBYLIB',
  'PERL5LIB',
];

/** `value` with each path in the working tree replaced by the path in the snapshot, if that exists. */
function inSnapshot(value: string, { top, root }: Trees): string {
  const [before = '', ...mentions] = value.split(top);
  const led = mentions.map((rest) => {
    const [path = ''] = rest.split(/[:\s"']/, 1);
    const isThere = (path === '' || path.startsWith('/')) && exists(`${root}${path}`);
    return `${isThere ? root : top}${rest}`;
  });
  return [before, ...led].join('');
}

/** Directories that git puts on the PATH of its hooks, and npm, pnpm and Yarn on that of their scripts. */
const RUNNERS = /\/(git-core|node-gyp-bin|xfs-[^/]*|yarn--[^/]*)$/;

/** Links that fnm makes for each shell, to the version of Node chosen there. */
const OF_A_SHELL = '/fnm_multishells/';

/**
 * The inherited PATH without relative directories, those of the runner that started switchyard, and the working tree's
 * own program directories, which `npm run` in another package or an activated environment has put there.
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
    .map((directory) => (directory.includes(OF_A_SHELL) ? real(directory) : directory))
    .map((directory) => absolutePath(inSnapshot(directory, trees)));
}

const exists = (path: string): boolean => realPath(absolutePath(path)) !== undefined;

const real = (path: string): string => realPath(absolutePath(path)) ?? path;
