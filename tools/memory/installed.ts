// Notes installed packages, as inputs of results, by what every installation changes: their names, the installer's
// records, and the change times of each package's directory and manifest. An edit by hand inside a package is missed.
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
  /** The top of the user's working tree. Links into it are not followed: the tree or another entry has the target. */
  readonly top: AbsolutePath;
  /** Notes every file of a package that is linked to its sources (an editable install). */
  readonly noteSource: (path: AbsolutePath) => void;
}

/**
 * The entries of a directory of installed packages, without a record of the lookup: when a result is stored, it need
 * not be repeated. A package added later is newer than the result, and one that is removed changes the cache key.
 */
export const listInstalled = (directory: AbsolutePath): Child[] =>
  withoutLooks(() => listDirectory(directory));

/** Files that installers rewrite whenever any package changes, nested ones too. bun writes none. */
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
  noteInode(directory, notes);
  const packages: AbsolutePath[] = [];
  for (const { name, type } of children) {
    const path = below(directory, name);
    if (isCacheOfTools(name)) continue;
    notes.text(path);
    if (type === 'link') notePackageLink(path, installation);
    else if (type === 'file' || type === 'special') notes.state(path);
    else if (name === '.bin') noteListing(path, notes);
    else if (isStore(name)) noteStore(path, installation);
    else if (name.startsWith('@')) {
      notePackages(path, listInstalled(path), isRecorded, installation);
    } else {
      packages.push(path);
      if (!isRecorded) noteNodeModules(below(path, 'node_modules'), installation);
    }
  }
  notes.date(() => packages.flatMap(replacedParts));
}

/** Notes a store. pnpm makes the files of a `file:` package there hard links to its sources: an edit of one is one of both. */
function noteStore(store: AbsolutePath, { notes, noteSource }: Installation): void {
  for (const { name } of noteListing(store, notes).filter((child) =>
    /(^|@)file\+/.test(child.name),
  )) {
    const directory = below(store, `${name}/node_modules`);
    const scopes = listInstalled(directory).filter((child) => child.name.startsWith('@'));
    for (const place of [directory, ...scopes.map((scope) => below(directory, scope.name))]) {
      for (const child of listInstalled(place)) {
        if (child.type === 'directory' && !child.name.startsWith('@'))
          noteSource(below(place, child.name));
      }
    }
  }
}

/** The paths of a package whose change times show a new version: its directory, or at least its manifest. */
const replacedParts = (directory: AbsolutePath): AbsolutePath[] => [
  directory,
  below(directory, 'package.json'),
];

/** Notes a symbolic link among packages, and its target unless that lies in the repository. */
export function notePackageLink(link: AbsolutePath, installation: Installation): void {
  const { notes, top, noteSource } = installation;
  notes.text(linkText(link) ?? '');
  const real = realPath(link);
  if (real === undefined || isWithin(top, real)) return;
  // In any `node_modules` (a store's, another project's) it is installed; elsewhere it may be edited at any time.
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

/** Notes the packages of the Python installation at `prefix`, a virtualenv or not. */
export function notePythonPackages(prefix: AbsolutePath, installation: Installation): void {
  const isOne = linkText(below(prefix, 'lib64')) === 'lib';
  for (const library of isOne ? ['lib'] : ['lib', 'lib64']) {
    for (const { name } of listDirectory(below(prefix, library))) {
      if (!/^(python|pypy)/.test(name)) continue;
      for (const packages of ['site-packages', 'dist-packages']) {
        noteSitePackages(below(prefix, `${library}/${name}/${packages}`), prefix, installation);
      }
    }
  }
}

export function noteSitePackages(
  directory: AbsolutePath,
  prefix: AbsolutePath,
  { notes, top, noteSource }: Installation,
): void {
  const children = listInstalled(directory).filter(({ name }) => name !== '__pycache__');
  notes.text(directory);
  noteInode(directory, notes);
  for (const { name } of children) notes.text(name);
  notes.date(() => children.flatMap((child) => replacedPythonParts(directory, child)));
  const sources = withoutLooks(() => sourcesOf(directory, children));
  for (const source of sources) {
    // `pip install -e git+…` puts the sources into the virtualenv.
    const isOfTree = isWithin(top, source) && !isWithin(prefix, source);
    if (!isOfTree && !isWithin(directory, source)) noteSource(source);
  }
}

/** The paths of an entry of site-packages whose change times show a new version. */
function replacedPythonParts(directory: AbsolutePath, child: Child): AbsolutePath[] {
  const path = below(directory, child.name);
  return isRecord(child) ? [path, below(path, 'RECORD')] : [beginningOf(path)];
}

const isRecord = ({ name, type }: Child): boolean =>
  type === 'directory' && name.endsWith('.dist-info');

/** `__init__.py` if there is one: the directory itself changes when Python first writes `__pycache__` into it. */
function beginningOf(path: AbsolutePath): AbsolutePath {
  const beginning = below(path, '__init__.py');
  return withoutLooks(() => look(beginning)) === undefined ? path : beginning;
}

/** The source directories of editable installs. */
function sourcesOf(directory: AbsolutePath, children: readonly Child[]): AbsolutePath[] {
  const path = ({ name }: Child): AbsolutePath => below(directory, name);
  const lists = children.filter(({ name }) => /\.(pth|egg-link)$/.test(name)).map(path);
  // Editable installs without a path in a `.pth` file have a finder module, whose name says `editable`.
  const hasFinders = children.some(({ name }) => /editable/i.test(name));
  const records = hasFinders ? children.filter(isRecord).map(path) : [];
  return [...lists.flatMap(pathsIn), ...records.flatMap(editableSource)];
}

/** The path in `direct_url.json`: `{"dir_info": {"editable": true}, "url": "file:///home/me/shared"}`. */
function editableSource(record: AbsolutePath): AbsolutePath[] {
  const text = readContent(below(record, 'direct_url.json'))?.toString() ?? '';
  if (!/"editable"\s*:\s*true/.test(text)) return [];
  const path = /"file:\/\/(\/[^"]*)"/.exec(text)?.[1];
  return path === undefined ? [] : [absolutePath(decodeURIComponent(path))];
}

/** The lines of a `.pth` or `.egg-link` file that are absolute paths. */
const pathsIn = (file: AbsolutePath): AbsolutePath[] =>
  (readContent(file)?.toString() ?? '')
    .split('\n')
    .filter((line) => line.startsWith('/'))
    .map((line) => absolutePath(line.trimEnd()));

/** Notes the directories of gems in or below `root`, as RubyGems and Bundler lay them out. */
export function noteGems(root: AbsolutePath, notes: Notes): void {
  for (const home of gemHomes(root)) noteGemHome(home, notes);
}

export function noteGemHome(home: AbsolutePath, notes: Notes): void {
  for (const part of ['specifications', 'specifications/default', 'gems', 'bundler/gems']) {
    noteListing(below(home, part), notes);
  }
}

/** Other directories have one called `specifications`, too: what is in it tells. */
export const isGemHome = (directory: AbsolutePath): boolean =>
  ['specifications', 'specifications/default'].some((part) =>
    listDirectory(below(directory, part)).some(({ name }) => name.endsWith('.gemspec')),
  );

/** The homes of gems: `root` itself, `root/3.3.0`, `root/ruby/3.3.0`. */
function gemHomes(root: AbsolutePath, depth = 2): AbsolutePath[] {
  if (isGemHome(root)) return [root];
  if (depth === 0) return [];
  return listDirectory(root)
    .filter(({ name, type }) => type !== 'file' && /^(j?ruby|truffleruby|\d[\w.+-]*)$/.test(name))
    .flatMap(({ name }) => gemHomes(below(root, name), depth - 1));
}

/** Notes Composer's `vendor`, in which a package has the directory vendor/name/package. */
export function noteComposer(directory: AbsolutePath, installation: Installation): void {
  const { notes } = installation;
  notes.state(below(directory, 'composer/installed.json'));
  const vendors = noteListing(directory, notes).filter(({ type }) => type === 'directory');
  for (const vendor of vendors) {
    const packages = below(directory, vendor.name);
    for (const { name, type } of noteListing(packages, notes)) {
      if (type === 'link') notePackageLink(below(packages, name), installation);
    }
  }
}

/** Notes the names of a directory's entries, dates the entries, and returns them; those that `counts` is true for. */
export function noteListing(
  directory: AbsolutePath,
  notes: Notes,
  counts: (name: string) => boolean = () => true,
): Child[] {
  const children = listInstalled(directory).filter(({ name }) => counts(name));
  notes.text(directory);
  noteInode(directory, notes);
  for (const { name } of children) notes.text(name);
  notes.date(() => children.map(({ name }) => below(directory, name)));
  return children;
}

/** A directory that is put in the place of another may have only older packages in it. */
function noteInode(directory: AbsolutePath, notes: Notes): void {
  notes.text(String(look(directory)?.ino ?? ''));
}
