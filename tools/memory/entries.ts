// Notes what git ignores in the working tree and comes into a checkout, each entry in its own way.
import type { EntryKind } from '../base/ignored-entry.ts';
import { isVirtualenv } from '../base/installed-packages.ts';
import { linkText, listDirectory, realPath } from '../base/look.ts';
import { baseName, below, isWithin, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import {
  gemHomes,
  noteComposer,
  noteGems,
  noteNodeModules,
  notePackage,
  notePackageLink,
  noteVirtualenv,
  type Installation,
} from './installed.ts';
import { takeNotes, type Notes, type Seen } from './notes.ts';

export interface SourceEntry {
  readonly path: RepoPath;
  /** Where the user has it. */
  readonly source: AbsolutePath;
  /** How it comes into a checkout, if it does. */
  readonly kind: () => EntryKind | undefined;
}

/** Files that are looked at for all entries together; more cost more than they save. */
const BOUND = 20_000;

export function noteEntry(entry: SourceEntry, top: AbsolutePath): Seen {
  return takeNotes((notes) => {
    const { path, source } = entry;
    const kind = entry.kind();
    notes.text(`${path}\0${kind ?? ''}`);
    const installation = installationOf(notes, top);
    switch (kind) {
      case undefined:
        return;
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
        noteComposer(source, notes);
        return;
      case 'linked':
      case 'copied':
      case 'generated':
      case 'plug-and-play':
        installation.noteSource(source);
    }
  });
}

/** A way to note installed packages, and all files of what is none. */
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

// A link of the user's leads to the checkout's counterpart where it leads into the repository.
function noteRelinked(source: AbsolutePath, installation: Installation): void {
  const real = realPath(source);
  if (real !== undefined && !isWithin(installation.top, real) && isNodeModules(real)) {
    installation.notes.text(linkText(source) ?? '');
    noteNodeModules(real, installation);
  } else notePackageLink(source, installation);
}

/** Notes `path` and all that is below it, installed packages as such. */
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
  else if (isVirtualenv(path)) noteVirtualenv(path, installation);
  else if (gemHomes(path).length > 0) noteGems(path, notes);
  else
    for (const { name } of listDirectory(path)) noteFiles(below(path, name), installation, visited);
}

const isNodeModules = (directory: AbsolutePath): boolean => baseName(directory) === 'node_modules';
