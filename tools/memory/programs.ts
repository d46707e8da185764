// Notes, as inputs of results, programs: their files, their interpreters, and the packages and gems that these load.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { Environment } from '../base/environment.ts';
import { listDirectory, readBeginning, readContent, realPath } from '../base/look.ts';
import { absolutePath, baseName, below, isWithin, type AbsolutePath } from '../base/paths.ts';
import {
  noteGems,
  noteListing,
  noteNodeModules,
  notePythonPackages,
  type Installation,
} from './installed.ts';

export interface Programs {
  readonly installation: Installation;
  /** The directory in the working tree from which they are started. */
  readonly directory: AbsolutePath;
  /** The file that a program's name means for the linters. */
  readonly find: (name: string) => AbsolutePath | undefined;
  readonly environment: Environment;
  /** Programs and scripts that were noted already. */
  readonly noted: Set<string>;
}

/** Notes a program's file and what it needs to run. */
export function noteProgram(program: AbsolutePath, programs: Programs): void {
  const { installation, noted } = programs;
  const { notes, top } = installation;
  if (noted.has(program)) return;
  noted.add(program);
  notes.state(program);
  const real = realPath(program) ?? program;
  notes.state(real);
  const directory = absolutePath(dirname(program));
  if (baseName(directory) === 'shims') noteVersions(parent(directory), programs);
  const manager = MANAGERS.get(baseName(real));
  if (manager !== undefined) noteVersions(absolutePath(`${homedir()}/${manager}`), programs);
  const installed = /^(.*?\/node_modules)\//.exec(real)?.[1];
  if (installed !== undefined && !isWithin(top, real)) {
    noteNodeModules(absolutePath(installed), installation);
  }
  for (const interpreter of interpreters(real, programs)) noteProgram(interpreter, programs);
  noteLibraries(program, real, programs);
}

const parent = (path: AbsolutePath): AbsolutePath => absolutePath(dirname(path));

/** Programs of version managers, which start one of several versions: real file name → directory below the home. */
const MANAGERS: ReadonlyMap<string, string> = new Map([
  ['rustup', '.rustup'],
  ['volta-shim', '.volta/tools'],
  ['mise', '.local/share/mise'],
  ['proto-shim', '.proto'],
]);

/** Notes which versions a version manager with its data in `root` has installed, and its global settings. */
function noteVersions(root: AbsolutePath, { installation, noted }: Programs): void {
  const { notes } = installation;
  if (noted.has(root)) return;
  noted.add(root);
  noteListing(root, notes, (name) => name !== 'shims'); // every new shell rewrites it
  for (const part of [
    'versions',
    'installs',
    'toolchains',
    'user',
    'image',
    'tools',
    'update-hashes',
  ]) {
    const versions = below(root, part);
    noteListing(versions, notes);
    for (const { name, type } of listDirectory(versions)) {
      if (type !== 'directory') continue;
      const version = below(versions, name); // of asdf and mise a tool, with its versions
      for (const child of noteListing(version, notes)) {
        noteVersion(child.name === 'lib' ? version : below(version, child.name), installation);
      }
    }
  }
}

/** Notes the packages and gems of an interpreter that a version manager has installed in `prefix`. */
function noteVersion(prefix: AbsolutePath, installation: Installation): void {
  notePythonPackages(prefix, installation);
  noteGems(below(prefix, 'lib/ruby/gems'), installation.notes);
  noteNodeModules(below(prefix, 'lib/node_modules'), installation);
}

/** The interpreter in a script's `#!` line; for a shell script also the known interpreters that it calls. */
export function interpreters(script: AbsolutePath, { find }: Programs): AbsolutePath[] {
  const beginning = readBeginning(script)?.toString('latin1') ?? '';
  if (!beginning.startsWith('#!')) return [];
  const [first = '', ...rest] = beginning.slice(2).trimStart().split('\n');
  const words = first.split(/\s+/).filter((word) => !/^-|=/.test(word));
  const [path = '', name] = words;
  const named = baseName(path) === 'env' && name !== undefined ? find(name) : absolutePath(path);
  const isShell = /\/(ba|da|z|k)?sh$/.test(named ?? path);
  const called = isShell ? (rest.join('\n').match(CALLED) ?? []) : [];
  return [
    named,
    ...called.map((word) => (word.startsWith('/') ? absolutePath(word) : find(word))),
  ].filter((found) => found !== undefined);
}

const CALLED =
  /(?<![\w.-])(?:\/[\w./@+-]*\/)?(?:node|ruby|bundle|python[\d.]*|php|perl|java|go|cargo)(?![\w.-])/g;

/** For a Python or Ruby interpreter, notes the packages or gems that it can load. */
function noteLibraries(program: AbsolutePath, real: AbsolutePath, programs: Programs): void {
  const { installation, environment } = programs;
  const prefixes = new Set([program, real].map((path) => parent(parent(path))));
  if (/^(python|pypy)/.test(baseName(real))) {
    for (const prefix of [...prefixes, '/usr/local', '/usr', below(home(), '.local')]) {
      const root = absolutePath(prefix);
      installation.notes.state(below(root, 'pyvenv.cfg'));
      notePythonPackages(root, installation);
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
      if (root.startsWith('/')) noteGems(absolutePath(root), installation.notes);
    }
    const settings = environment.BUNDLE_APP_CONFIG ?? `${home()}/.bundle`;
    noteBundlerSettings(below(absolutePath(settings), 'config'), programs);
  }
}

const home = (): AbsolutePath => absolutePath(homedir());

/** Notes the content of a Bundler configuration file, and the gems in its absolute `BUNDLE_PATH`. */
export function noteBundlerSettings(
  file: AbsolutePath,
  { installation: { notes } }: Programs,
): void {
  const settings = readContent(file)?.toString() ?? '';
  notes.text(settings);
  if (/^BUNDLE_LOCAL__/m.test(settings)) notes.giveUp(); // a gem that somebody works on
  const path = /^BUNDLE_PATH: "?(\/[^"\n]*)/m.exec(settings)?.[1];
  if (path !== undefined) noteGems(absolutePath(path), notes);
}
