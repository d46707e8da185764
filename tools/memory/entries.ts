// Adds to the inputs of a result the entries that git ignores in the working tree and that come into a snapshot
// (`node_modules`, `.venv` …), each according to its kind.
import type { EntryKind } from '../base/model/ignored-entry.ts';
import { isCacheOfTools, isVirtualenv } from '../base/installed-packages.ts';
import { linkText, listDirectory, realPath } from '../base/lookups.ts';
import { baseName, joinPath, isWithin, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { addGemHome, isGemHome } from './gems.ts';
import {
  listInstalled,
  addComposer,
  addNodeModules,
  addPackage,
  addPackageLink,
  type InputContext,
} from './installed.ts';
import { addSitePackages, addVirtualenv } from './python.ts';
import { collectInputs, type InputCollector, type Inputs } from './inputs.ts';

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
const MAX_FILES = 20_000;

export function entryInputs(entry: SourceEntry, top: AbsolutePath): Inputs {
  return collectInputs((inputs) => {
    const { path, source } = entry;
    const kind = entry.kind();
    if (kind === undefined || (kind === 'node_modules' && hasOnlyCaches(source))) return;
    inputs.addText(`${path}\0${kind}`);
    const context = inputContext(inputs, top);
    switch (kind) {
      case 'relinked':
        addRelinked(source, context);
        return;
      case 'node_modules':
        addNodeModules(source, context);
        return;
      case 'virtualenv':
        addVirtualenv(realPath(source) ?? source, context);
        return;
      case 'composer':
        addComposer(source, context);
        return;
      case 'linked':
      case 'copied':
      case 'plug-and-play':
        context.addSource(source);
        return;
      case 'generated':
        addGenerated(source, entry.generated() ?? /^/, context);
    }
  });
}

/**
 * What functions need to add installed packages, and (by `addSource`) every file of a directory that is not installed.
 */
export function inputContext(inputs: InputCollector, top: AbsolutePath): InputContext {
  const visited = new Set<AbsolutePath>();
  const context: InputContext = {
    inputs,
    top,
    addSource: (path) => {
      addFiles(path, context, visited);
    },
  };
  return context;
}

/**
 * Adds the files in `directory` whose path, with `prefix` before it, is `wanted`: beside them are builds and caches.
 */
function addGenerated(
  directory: AbsolutePath,
  wanted: RegExp,
  context: InputContext,
  prefix = '',
): void {
  for (const { name, type } of listDirectory(directory)) {
    const path = joinPath(directory, name);
    if (!wanted.test(prefix + name)) continue;
    if (type === 'directory') addGenerated(path, wanted, context, `${prefix}${name}/`);
    else context.addSource(path);
  }
}

// Of a link into the repository only its text is added: in a snapshot it leads to what the tree or another entry has.
function addRelinked(source: AbsolutePath, context: InputContext): void {
  const real = realPath(source);
  if (real !== undefined && !isWithin(context.top, real) && isNodeModules(real)) {
    context.inputs.addText(linkText(source) ?? '');
    addNodeModules(real, context);
  } else addPackageLink(source, context);
}

/** Adds `path` and every file below it, but installed packages only by names and dates. */
function addFiles(path: AbsolutePath, context: InputContext, visited: Set<string>): void {
  const { inputs } = context;
  if (visited.has(path) || inputs.isUncacheable()) return;
  visited.add(path);
  if (visited.size > MAX_FILES) {
    inputs.markUncacheable();
    return;
  }
  const found = inputs.addState(path);
  if (found?.isSymbolicLink() === true) {
    inputs.addText(linkText(path) ?? '');
    const real = realPath(path);
    if (real?.includes('/node_modules/') === true) addPackage(real, inputs);
    else if (real !== undefined) addFiles(real, context, visited);
  }
  if (found?.isDirectory() !== true) return;
  if (isNodeModules(path)) addNodeModules(path, context);
  else if (/\/(site|dist)-packages$/.test(path)) addSitePackages(path, path, context);
  else if (isVirtualenv(path)) addVirtualenv(path, context);
  else if (isGemHome(path)) addGemHome(path, inputs);
  else
    for (const { name } of listDirectory(path)) {
      if (name !== '.git' && name !== '__pycache__') {
        addFiles(joinPath(path, name), context, visited);
      }
    }
}

/** Vitest and others make a `node_modules` for their cache where all packages are installed further up. */
const hasOnlyCaches = (directory: AbsolutePath): boolean =>
  listInstalled(directory).every(({ name }) => isCacheOfTools(name));

const isNodeModules = (directory: AbsolutePath): boolean => baseName(directory) === 'node_modules';
