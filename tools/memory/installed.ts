// Adds installed packages to the inputs of a result, by what every installation changes: their names, the installer's
// records, and the change times of each package's directory and manifest. An edit by hand inside a package is missed.
import { isCacheOfTools, isStore } from '../base/installed-packages.ts';
import {
  linkText,
  listDirectory,
  lstat,
  realPath,
  withoutRecording,
  type Child,
} from '../base/lookups.ts';
import { joinPath, isWithin, type AbsolutePath } from '../base/paths.ts';
import { addEditedPackages, isEditedInStore, isGeneratedCode } from './edited-packages.ts';
import type { InputCollector } from './inputs.ts';

export interface InputContext {
  readonly inputs: InputCollector;
  /** The top of the user's working tree. Links into it are not followed: the tree or another entry has the target. */
  readonly top: AbsolutePath;
  /** Adds every file of a package that is linked to its sources (an editable install). */
  readonly addSource: (path: AbsolutePath) => void;
}

/**
 * The entries of a directory of installed packages, without a record of the lookup: when a result is stored, it need
 * not be repeated. A package added later is newer than the result, and one that is removed changes the cache key.
 */
export const listInstalled = (directory: AbsolutePath): Child[] =>
  withoutRecording(() => listDirectory(directory));

/** Files that installers rewrite whenever any package changes, nested ones too. bun writes none. */
const RECORDS = new Set([
  '.package-lock.json',
  '.yarn-integrity',
  '.yarn-state.yml',
  '.modules.yaml',
]);

export function addNodeModules(directory: AbsolutePath, context: InputContext): void {
  const children = listInstalled(directory);
  const isRecorded = children.some(({ name }) => RECORDS.has(name));
  addPackages(directory, children, isRecorded, context);
  if (children.length > 0) addEditedPackages(directory, context);
}

/** `isRecorded`: the installer rewrites a record whenever a nested package changes. */
function addPackages(
  directory: AbsolutePath,
  children: readonly Child[],
  isRecorded: boolean,
  context: InputContext,
): void {
  const { inputs, addSource } = context;
  addInode(directory, inputs);
  const packages: AbsolutePath[] = [];
  for (const { name, type } of children) {
    const path = joinPath(directory, name);
    if (isCacheOfTools(name)) continue;
    inputs.addText(path);
    if (type === 'link') addPackageLink(path, context);
    else if (type === 'file' || type === 'special') inputs.addState(path);
    else if (name === '.bin') addListing(path, inputs);
    else if (isStore(name)) addStore(path, context);
    else if (name.startsWith('@')) addPackages(path, listInstalled(path), isRecorded, context);
    else if (isGeneratedCode(name)) addSource(path);
    else {
      packages.push(path);
      if (!isRecorded) addNodeModules(joinPath(path, 'node_modules'), context);
    }
  }
  inputs.requireOlder(() => packages.flatMap(replacedParts));
}

function addStore(store: AbsolutePath, { inputs, addSource }: InputContext): void {
  for (const { name } of addListing(store, inputs)) {
    if (!isEditedInStore(name)) continue;
    const directory = joinPath(store, `${name}/node_modules`);
    const scopes = listInstalled(directory).filter((child) => child.name.startsWith('@'));
    for (const parent of [directory, ...scopes.map((scope) => joinPath(directory, scope.name))]) {
      for (const child of listInstalled(parent)) {
        if (child.type === 'directory' && !child.name.startsWith('@'))
          addSource(joinPath(parent, child.name));
      }
    }
  }
}

/** The paths of a package whose change times show a new version: its directory, or at least its manifest. */
const replacedParts = (directory: AbsolutePath): AbsolutePath[] => [
  directory,
  joinPath(directory, 'package.json'),
];

/** Adds a symbolic link among packages, and its target unless that lies in the repository. */
export function addPackageLink(link: AbsolutePath, context: InputContext): void {
  const { inputs, top, addSource } = context;
  inputs.addText(linkText(link) ?? '');
  const real = realPath(link);
  if (real === undefined || isWithin(top, real)) return;
  // In any `node_modules` (a store's, another project's) it is installed; elsewhere it may be edited at any time.
  if (real.includes('/node_modules/')) addPackage(real, inputs);
  else addSource(real);
}

/** Adds an installed package at the absolute path `directory`, links followed. */
export function addPackage(directory: AbsolutePath, inputs: InputCollector): void {
  inputs.addText(directory);
  inputs.requireOlder(() => replacedParts(directory));
}

/** Adds Composer's `vendor`, in which a package has the directory vendor/name/package. */
export function addComposer(directory: AbsolutePath, context: InputContext): void {
  const { inputs } = context;
  inputs.addState(joinPath(directory, 'composer/installed.json'));
  const vendors = addListing(directory, inputs).filter(({ type }) => type === 'directory');
  for (const vendor of vendors) {
    const packages = joinPath(directory, vendor.name);
    for (const { name, type } of addListing(packages, inputs)) {
      if (type === 'link') addPackageLink(joinPath(packages, name), context);
    }
  }
}

/**
 * Adds the names of those entries of a directory for which `counts` is true; they must be older. Returns the entries.
 */
export function addListing(
  directory: AbsolutePath,
  inputs: InputCollector,
  counts: (name: string) => boolean = () => true,
): Child[] {
  const children = listInstalled(directory).filter(({ name }) => counts(name));
  inputs.addText(directory);
  addInode(directory, inputs);
  for (const { name } of children) inputs.addText(name);
  inputs.requireOlder(() => children.map(({ name }) => joinPath(directory, name)));
  return children;
}

/** A directory that is put in the place of another may have only older packages in it. */
export function addInode(directory: AbsolutePath, inputs: InputCollector): void {
  inputs.addText(String(lstat(directory)?.ino ?? ''));
}
