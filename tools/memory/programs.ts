// Notes, as inputs of results, the programs that a command starts: their files, their interpreters, and the packages
// and gems that these load.
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
import { settingsDirectory } from './settings.ts';

export interface Programs {
  readonly installation: Installation;
  /** The file that a program's name means for the linters. */
  readonly find: (name: string) => AbsolutePath | undefined;
  readonly environment: Environment;
  /** Programs that were noted already. */
  readonly noted: Set<AbsolutePath>;
}

/** Programs with inputs that cannot be noted: containers, other machines, the network, a build tool's stores. */
const UNNAMED =
  /^(docker|podman|nerdctl|ssh|curl|wget|mvnw?|gradlew?|sbt|bazel(isk)?|nix(-shell)?|conda|mamba|dotnet|act|lychee|markdown-link-check|trivy|snyk|grype|osv-scanner|safety|(pip|bundler?|cargo)-audit|audit|trufflehog|vale-sync)$/;

/** Notes the programs of a command line; each of its words may be one (`bundle exec rubocop`). */
export function noteCommand(argv: readonly string[], programs: Programs): void {
  const { installation, find } = programs;
  for (const word of argv.flatMap((argument) => argument.split(/[\s;&|()=]+/))) {
    if (UNNAMED.test(baseName(word))) installation.notes.giveUp();
    const program = isProgramName(word) ? find(word) : undefined;
    if (program !== undefined) {
      noteProgram(program, programs);
      // Its settings. go's directory changes with every use (telemetry).
      if (word !== 'go') installation.noteSource(below(settingsDirectory(), word));
    } else if (word.startsWith('/') && word !== '/') installation.noteSource(absolutePath(word));
  }
}

const isProgramName = (word: string): boolean => /^[\w.@+-]+$/.test(word);

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
function noteVersions(root: AbsolutePath, { installation: { notes } }: Programs): void {
  noteListing(root, notes);
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
      if (type === 'directory') noteListing(below(versions, name), notes);
    }
  }
}

/** The interpreter in a script's `#!` line; for a shell script also the known interpreters that it calls. */
function interpreters(script: AbsolutePath, { find }: Programs): AbsolutePath[] {
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
    noteBundlerSettings(below(home(), '.bundle/config'), programs);
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
