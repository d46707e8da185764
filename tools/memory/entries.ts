// Notes, as inputs of results, the entries that git ignores in the working tree and that come into a snapshot
// (`node_modules`, `.venv` …), each according to its kind.
import type { EntryKind } from '../base/ignored-entry.ts';
import { isCacheOfTools, isVirtualenv } from '../base/installed-packages.ts';
import { linkText, listDirectory, realPath } from '../base/look.ts';
import { baseName, below, isWithin, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import {
  isGemHome,
  listInstalled,
  noteComposer,
  noteGemHome,
  noteNodeModules,
  notePackage,
  notePackageLink,
  noteSitePackages,
  noteVirtualenv,
  type Installation,
} from './installed.ts';
import { takeNotes, type Notes, type Seen } from './notes.ts';

export interface SourceEntry {
  readonly path: RepoPath;
  /** Where it lies on the user's machine. */
  readonly source: AbsolutePath;
  /** How it comes into a snapshot; `undefined` if it does not. */
  readonly kind: () => EntryKind | undefined;
  /** Of an entry that is `generated`: which of the paths in it come into a snapshot. */
  readonly generated: () => RegExp | undefined;
}

/** How many files of one entry are looked at before giving up: more would cost more than a stored result saves. */
const BOUND = 20_000;

export function noteEntry(entry: SourceEntry, top: AbsolutePath): Seen {
  return takeNotes((notes) => {
    const { path, source } = entry;
    const kind = entry.kind();
    if (kind === undefined || (kind === 'node_modules' && hasOnlyCaches(source))) return;
    notes.text(`${path}\0${kind}`);
    const installation = installationOf(notes, top);
    switch (kind) {
      case 'relinked':
        noteRelinked(source, installation);
        return;
      case 'node_modules':
        noteNodeModules(source, installation);
        return;
      case 'virtualenv':
        noteVirtualenv(realPath(source) ?? source, installation);
        return;
      case 'composer':
        noteComposer(source, installation);
        return;
      case 'linked':
      case 'copied':
      case 'plug-and-play':
        installation.noteSource(source);
        return;
      case 'generated':
        noteGenerated(source, entry.generated() ?? /^/, installation);
    }
  });
}

/** For noting installed packages, and (by `noteSource`) every file of a directory that was not installed. */
export function installationOf(notes: Notes, top: AbsolutePath): Installation {
  const visited = new Set<AbsolutePath>();
  const installation: Installation = {
    notes,
    top,
    noteSource: (path) => {
      noteFiles(path, installation, visited);
    },
  };
  return installation;
}

/** Notes the files in `directory` whose path, with `prefix` before it, is `wanted`: beside them are builds and caches. */
function noteGenerated(
  directory: AbsolutePath,
  wanted: RegExp,
  installation: Installation,
  prefix = '',
): void {
  for (const { name, type } of listDirectory(directory)) {
    const path = below(directory, name);
    if (!wanted.test(prefix + name)) continue;
    if (type === 'directory') noteGenerated(path, wanted, installation, `${prefix}${name}/`);
    else installation.noteSource(path);
  }
}

// Of a link into the repository only its text is noted: in a snapshot it leads to what the tree or another entry has.
function noteRelinked(source: AbsolutePath, installation: Installation): void {
  const real = realPath(source);
  if (real !== undefined && !isWithin(installation.top, real) && isNodeModules(real)) {
    installation.notes.text(linkText(source) ?? '');
    noteNodeModules(real, installation);
  } else notePackageLink(source, installation);
}

/** Notes `path` and every file below it, but installed packages only by names and dates. */
function noteFiles(path: AbsolutePath, installation: Installation, visited: Set<string>): void {
  const { notes } = installation;
  if (visited.has(path) || notes.hasGivenUp()) return;
  visited.add(path);
  if (visited.size > BOUND) {
    notes.giveUp();
    return;
  }
  const found = notes.state(path);
  if (found?.isSymbolicLink() === true) {
    notes.text(linkText(path) ?? '');
    const real = realPath(path);
    if (real?.includes('/node_modules/') === true) notePackage(real, notes);
    else if (real !== undefined) noteFiles(real, installation, visited);
  }
  if (found?.isDirectory() !== true) return;
  if (isNodeModules(path)) noteNodeModules(path, installation);
  else if (/\/(site|dist)-packages$/.test(path)) noteSitePackages(path, path, installation);
  else if (isVirtualenv(path)) noteVirtualenv(path, installation);
  else if (isGemHome(path)) noteGemHome(path, notes);
  else
    for (const { name } of listDirectory(path)) {
      if (name !== '.git') noteFiles(below(path, name), installation, visited);
    }
}

/** Vitest and others make a `node_modules` for their cache where all packages are installed further up. */
const hasOnlyCaches = (directory: AbsolutePath): boolean =>
  listInstalled(directory).every(({ name }) => isCacheOfTools(name));

const isNodeModules = (directory: AbsolutePath): boolean => baseName(directory) === 'node_modules';
