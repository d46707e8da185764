// Notes installed packages by what every installation changes: names, the installer's records, and the times
// of the packages' own directories and manifests. An edit by hand inside of a package is not seen.
import { isCacheOfTools, isStore } from '../base/installed-packages.ts';
import {
  linkText,
  listDirectory,
  look,
  readContent,
  realPath,
  withoutLooks,
  type Child,
} from '../base/look.ts';
import { absolutePath, below, isWithin, type AbsolutePath } from '../base/paths.ts';
import type { Notes } from './notes.ts';

export interface Installation {
  readonly notes: Notes;
  /** The user's working tree: links into it lead to what the tree or another entry holds. */
  readonly top: AbsolutePath;
  /** Notes a package that is used where somebody works on it. */
  readonly noteSource: (path: AbsolutePath) => void;
}

/**
 * What is in a directory of installed packages. It need not be looked at again when a result is remembered: of
 * what came since the result is too old, and with what went it has another name.
 */
const listInstalled = (directory: AbsolutePath): Child[] =>
  withoutLooks(() => listDirectory(directory));

/** What installers write anew with every change, also of a package inside of another; bun writes none. */
const RECORDS = new Set([
  '.package-lock.json',
  '.yarn-integrity',
  '.yarn-state.yml',
  '.modules.yaml',
]);

export function noteNodeModules(directory: AbsolutePath, installation: Installation): void {
  const children = listInstalled(directory);
  const isRecorded = children.some(({ name }) => RECORDS.has(name));
  notePackages(directory, children, isRecorded, installation);
}

function notePackages(
  directory: AbsolutePath,
  children: readonly Child[],
  isRecorded: boolean,
  installation: Installation,
): void {
  const { notes } = installation;
  const packages: AbsolutePath[] = [];
  for (const { name, type } of children) {
    const path = below(directory, name);
    if (isCacheOfTools(name)) continue;
    notes.text(path);
    if (type === 'link') notePackageLink(path, installation);
    else if (type === 'file' || type === 'special') notes.state(path);
    else if (name === '.bin' || isStore(name)) noteListing(path, notes);
    else if (name.startsWith('@')) {
      notePackages(path, listInstalled(path), isRecorded, installation);
    } else {
      packages.push(path);
      if (!isRecorded) noteNodeModules(below(path, 'node_modules'), installation);
    }
  }
  notes.date(() => packages.flatMap(replacedParts));
}

/** Of a package: a new version replaces the directory, or at least the manifest. */
const replacedParts = (directory: AbsolutePath): AbsolutePath[] => [
  directory,
  below(directory, 'package.json'),
];

/** Notes a link among packages, and what it leads to unless that is the repository's. */
export function notePackageLink(link: AbsolutePath, installation: Installation): void {
  const { notes, top, noteSource } = installation;
  notes.text(linkText(link) ?? '');
  const real = realPath(link);
  if (real === undefined || isWithin(top, real)) return;
  // In a store or another project's it is installed too; else somebody may be working on it.
  if (real.includes('/node_modules/')) notePackage(real, notes);
  else noteSource(real);
}

/** Notes an installed package at the absolute path `directory`, links followed. */
export function notePackage(directory: AbsolutePath, notes: Notes): void {
  notes.text(directory);
  notes.date(() => replacedParts(directory));
}

export function noteVirtualenv(directory: AbsolutePath, installation: Installation): void {
  const { notes } = installation;
  notes.state(below(directory, 'pyvenv.cfg'));
  noteListing(below(directory, 'bin'), notes);
  notePythonPackages(directory, installation);
}

/** Notes the packages of a Python that lives in `prefix`, a virtualenv or not. */
export function notePythonPackages(prefix: AbsolutePath, installation: Installation): void {
  const isOne = linkText(below(prefix, 'lib64')) === 'lib';
  for (const library of isOne ? ['lib'] : ['lib', 'lib64']) {
    for (const { name } of listDirectory(below(prefix, library))) {
      if (!/^(python|pypy)/.test(name)) continue;
      for (const packages of ['site-packages', 'dist-packages']) {
        noteSitePackages(below(prefix, `${library}/${name}/${packages}`), installation);
      }
    }
  }
}

function noteSitePackages(directory: AbsolutePath, { notes, top, noteSource }: Installation): void {
  const children = listInstalled(directory).filter(({ name }) => name !== '__pycache__');
  notes.text(directory);
  for (const { name } of children) notes.text(name);
  notes.date(() => children.flatMap((child) => replacedPythonParts(directory, child)));
  const sources = withoutLooks(() => sourcesOf(directory, children));
  for (const source of sources) {
    if (!isWithin(top, source) && !isWithin(directory, source)) noteSource(source);
  }
}

function replacedPythonParts(directory: AbsolutePath, child: Child): AbsolutePath[] {
  const path = below(directory, child.name);
  return isRecord(child) ? [path, below(path, 'RECORD')] : [beginningOf(path)];
}

const isRecord = ({ name, type }: Child): boolean =>
  type === 'directory' && name.endsWith('.dist-info');

/** Python compiles a package into its directory when it is first used, which changes nothing. */
function beginningOf(path: AbsolutePath): AbsolutePath {
  const beginning = below(path, '__init__.py');
  return withoutLooks(() => look(beginning)) === undefined ? path : beginning;
}

/** Where packages are that are used where somebody works on them. */
function sourcesOf(directory: AbsolutePath, children: readonly Child[]): AbsolutePath[] {
  const path = ({ name }: Child): AbsolutePath => below(directory, name);
  const lists = children.filter(({ name }) => /\.(pth|egg-link)$/.test(name)).map(path);
  // What is not found by a path is found by a module that is called so.
  const hasFinders = children.some(({ name }) => /editable/i.test(name));
  const records = hasFinders ? children.filter(isRecord).map(path) : [];
  return [...lists.flatMap(pathsIn), ...records.flatMap(editableSource)];
}

/** Of `{"dir_info": {"editable": true}, "url": "file:///home/me/shared"}`. */
function editableSource(record: AbsolutePath): AbsolutePath[] {
  const text = readContent(below(record, 'direct_url.json'))?.toString() ?? '';
  if (!/"editable"\s*:\s*true/.test(text)) return [];
  const path = /"file:\/\/(\/[^"]*)"/.exec(text)?.[1];
  return path === undefined ? [] : [absolutePath(decodeURIComponent(path))];
}

const pathsIn = (file: AbsolutePath): AbsolutePath[] =>
  (readContent(file)?.toString() ?? '')
    .split('\n')
    .filter((line) => line.startsWith('/'))
    .map((line) => absolutePath(line.trimEnd()));

/** Notes the directories of gems in or below `root`, as RubyGems and Bundler lay them out. */
export function noteGems(root: AbsolutePath, notes: Notes): void {
  for (const home of gemHomes(root)) {
    for (const part of ['specifications', 'specifications/default', 'gems', 'bundler/gems']) {
      noteListing(below(home, part), notes);
    }
  }
}

/** `root` itself, `root/3.3.0`, `root/ruby/3.3.0`. */
export function gemHomes(root: AbsolutePath, depth = 2): AbsolutePath[] {
  if (look(below(root, 'specifications'))?.isDirectory() === true) return [root];
  if (depth === 0) return [];
  return listDirectory(root)
    .filter(({ name, type }) => type !== 'file' && /^(j?ruby|truffleruby|\d[\w.+-]*)$/.test(name))
    .flatMap(({ name }) => gemHomes(below(root, name), depth - 1));
}

/** Notes Composer's `vendor`, in which a package has the directory vendor/name/package. */
export function noteComposer(directory: AbsolutePath, notes: Notes): void {
  notes.state(below(directory, 'composer/installed.json'));
  const vendors = noteListing(directory, notes).filter(({ type }) => type === 'directory');
  for (const { name } of vendors) noteListing(below(directory, name), notes);
}

/** Notes what is directly in a directory, and returns it. */
export function noteListing(directory: AbsolutePath, notes: Notes): Child[] {
  const children = listInstalled(directory);
  notes.text(directory);
  for (const { name } of children) notes.text(name);
  notes.date(() => children.map(({ name }) => below(directory, name)));
  return children;
}
