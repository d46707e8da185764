// Adds programs to the inputs of a result: their files, their interpreters, and the packages and gems that these load.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { Environment } from '../base/environment.ts';
import {
  isExecutableFile,
  listDirectory,
  readBeginning,
  readContent,
  realPath,
} from '../base/lookups.ts';
import {
  absolutePath,
  baseName,
  joinPath,
  isWithin,
  resolvePath,
  type AbsolutePath,
} from '../base/paths.ts';
import { addGems } from './gems.ts';
import { addListing, addNodeModules, type InputContext } from './installed.ts';
import { addPythonPackages } from './python.ts';

export interface ProgramContext {
  readonly context: InputContext;
  /** The directory in the working tree from which they are started. */
  readonly directory: AbsolutePath;
  /** The file that a program's name means for the linters. */
  readonly find: (name: string) => AbsolutePath | undefined;
  readonly environment: Environment;
  /** Programs and scripts that were added already. */
  readonly added: Set<string>;
}

/** Adds a program's file and what it needs to run. */
export function addProgram(program: AbsolutePath, programs: ProgramContext): void {
  const { context, added } = programs;
  const { inputs, top } = context;
  if (added.has(program)) return;
  added.add(program);
  inputs.addState(program);
  const real = realPath(program) ?? program;
  inputs.addState(real);
  const directory = absolutePath(dirname(program));
  if (baseName(directory) === 'shims') addVersions(parent(directory), programs);
  const manager = MANAGERS.get(baseName(real));
  if (manager !== undefined) addVersions(absolutePath(`${homedir()}/${manager}`), programs);
  const installed = /^(.*?\/node_modules)\//.exec(real)?.[1];
  if (installed !== undefined && !isWithin(top, real)) {
    addNodeModules(absolutePath(installed), context);
  }
  for (const interpreter of interpreters(real, programs)) addProgram(interpreter, programs);
  if (startsContainer(real)) inputs.markUncacheable();
  addLibraries(program, real, programs);
}

const parent = (path: AbsolutePath): AbsolutePath => absolutePath(dirname(path));

/** Programs of version managers, which start one of several versions: real file name → directory below the home. */
const MANAGERS: ReadonlyMap<string, string> = new Map([
  ['rustup', '.rustup'],
  ['volta-shim', '.volta/tools'],
  ['mise', '.local/share/mise'],
  ['proto-shim', '.proto'],
]);

/** Adds which versions a version manager with its data in `root` has installed, and its global settings. */
function addVersions(root: AbsolutePath, { context, added }: ProgramContext): void {
  const { inputs } = context;
  if (added.has(root)) return;
  added.add(root);
  addListing(root, inputs, (name) => name !== 'shims'); // every new shell rewrites it
  for (const part of [
    'versions',
    'installs',
    'toolchains',
    'user',
    'image',
    'tools',
    'update-hashes',
  ]) {
    const versions = joinPath(root, part);
    addListing(versions, inputs);
    for (const { name, type } of listDirectory(versions)) {
      if (type !== 'directory') continue;
      const version = joinPath(versions, name); // of asdf and mise a tool, with its versions
      for (const child of addListing(version, inputs)) {
        addVersion(child.name === 'lib' ? version : joinPath(version, child.name), context);
      }
    }
  }
}

/** Adds the packages and gems of an interpreter that a version manager has installed in `prefix`. */
function addVersion(prefix: AbsolutePath, context: InputContext): void {
  addPythonPackages(prefix, context);
  addGems(joinPath(prefix, 'lib/ruby/gems'), context.inputs);
  addNodeModules(joinPath(prefix, 'lib/node_modules'), context);
}

/** Whether a program is a script such as `exec docker run --rm hadolint/hadolint "$@"`. */
function startsContainer(program: AbsolutePath): boolean {
  const beginning = readBeginning(program)?.toString('latin1') ?? '';
  return beginning.startsWith('#!') && CONTAINER.test(beginning);
}

const CONTAINER = /\b(docker|podman|nerdctl)\s+(run|exec|compose)\b/;

/**
 * The interpreter in a script's `#!` line; for a shell script also the known interpreters that it calls, and the
 * programs that it names by absolute paths.
 */
export function interpreters(script: AbsolutePath, { find }: ProgramContext): AbsolutePath[] {
  const beginning = readBeginning(script)?.toString('latin1') ?? '';
  if (!beginning.startsWith('#!')) return [];
  const [first = '', ...rest] = beginning.slice(2).trimStart().split('\n');
  const words = first.split(/\s+/).filter((word) => !/^-|=/.test(word));
  const [path = '', name] = words;
  const named = baseName(path) === 'env' && name !== undefined ? find(name) : absolutePath(path);
  const isShell = /\/(ba|da|z|k)?sh$/.test(named ?? path);
  const called = isShell ? (rest.join('\n').match(CALLED) ?? []) : [];
  const programs = called.map((word) => {
    if (!word.startsWith('/')) return find(word);
    const program = resolvePath(absolutePath('/'), word);
    return isExecutableFile(program) ? program : undefined;
  });
  return [named, ...programs].filter((found) => found !== undefined);
}

const CALLED =
  /(?<![\w.)}/-])(?:\/[\w./@+-]+|(?:node|ruby|bundle|python[\d.]*|php|perl|java|go|cargo)(?![\w.-]))/g;

/** For a Python or Ruby interpreter, adds the packages or gems that it can load. */
function addLibraries(program: AbsolutePath, real: AbsolutePath, programs: ProgramContext): void {
  const { context, environment } = programs;
  const prefixes = new Set([program, real].map((path) => parent(parent(path))));
  if (/^(python|pypy)/.test(baseName(real))) {
    for (const prefix of [...prefixes, '/usr/local', '/usr', joinPath(home(), '.local')]) {
      const root = absolutePath(prefix);
      context.inputs.addState(joinPath(root, 'pyvenv.cfg'));
      addPythonPackages(root, context);
    }
  }
  if (/^(j?ruby|truffleruby)/.test(baseName(real))) {
    const roots = [
      ...[...prefixes, '/usr/local', '/usr'].map((prefix) => `${prefix}/lib/ruby/gems`),
      ...(environment.GEM_PATH ?? '').split(':'),
      environment.GEM_HOME ?? '',
      environment.BUNDLE_PATH ?? '',
      '/var/lib/gems',
      '/usr/share/rubygems-integration',
      '/usr/local/bundle',
      `${home()}/.gem`,
      `${home()}/.local/share/gem`,
    ];
    for (const root of new Set(roots)) {
      if (root.startsWith('/')) addGems(absolutePath(root), context.inputs);
    }
    const settings = environment.BUNDLE_APP_CONFIG ?? `${home()}/.bundle`;
    addBundlerSettings(joinPath(absolutePath(settings), 'config'), programs);
  }
}

const home = (): AbsolutePath => absolutePath(homedir());

/** Adds the content of a Bundler configuration file, and the gems in its `BUNDLE_PATH` outside of the repository. */
export function addBundlerSettings(
  file: AbsolutePath,
  { context: { inputs, top } }: ProgramContext,
): void {
  const settings = readContent(file)?.toString() ?? '';
  inputs.addText(settings);
  if (/^BUNDLE_LOCAL__/m.test(settings)) inputs.markUncacheable(); // a gem that somebody works on
  // Relative paths begin at the directory that holds `.bundle`.
  const outside = (name: string): AbsolutePath | undefined => {
    const value = new RegExp(`^BUNDLE_${name}: "?([^"\\n]+)`, 'm').exec(settings)?.[1];
    const path = value === undefined ? top : resolvePath(parent(parent(file)), value);
    return isWithin(top, path) ? undefined : path;
  };
  const path = outside('PATH');
  if (path !== undefined) addGems(path, inputs);
  if (outside('GEMFILE') !== undefined) inputs.markUncacheable();
}
