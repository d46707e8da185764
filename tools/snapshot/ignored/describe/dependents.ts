// Finds the installed packages that depend on packages of the repository. Node resolves imports from a package's real
// path, so a linked one would find these in the user's working tree; it must be copied.
import { dirname } from 'node:path';
import {
  absolutePath,
  joinPath,
  isWithin,
  resolvePath,
  type AbsolutePath,
} from '../../../base/paths.ts';
import { linkText, listDirectory } from '../../../base/lookups.ts';
import { isObject, readPackage } from './package-json.ts';
import type { PathPair } from './entry-description.ts';

/**
 * The names (with scope) of the packages in the `node_modules` at `pair.source` that depend, directly or through
 * others, on a package of the repository.
 */
export function dependentsOfRepository({ source, context }: PathPair): ReadonlySet<string> {
  const top = context.mappings.find(({ from }) => isWithin(from, source))?.from;
  const own = new Set<string>();
  for (let at = source; top !== undefined && isWithin(top, at); at = parent(at)) {
    for (const name of packagesOfRepository(
      joinPath(at, at === source ? '' : 'node_modules'),
      top,
    )) {
      own.add(name);
    }
  }
  const dependents = new Set<string>();
  if (own.size === 0) return dependents;
  const needed = new Map(
    packageNames(source, 'directory').map((name) => [name, dependencies(joinPath(source, name))]),
  );
  for (let before = -1; before < dependents.size;) {
    before = dependents.size;
    for (const [name, needs] of needed) {
      if (needs.some((other) => own.has(other) || dependents.has(other))) dependents.add(name);
    }
  }
  return dependents;
}

const parent = (path: AbsolutePath): AbsolutePath => absolutePath(dirname(path));

/** The names of links in `nodeModules` that lead to packages of the repository itself. */
const packagesOfRepository = (nodeModules: AbsolutePath, top: AbsolutePath): string[] =>
  packageNames(nodeModules, 'link').filter((name) => {
    const path = joinPath(nodeModules, name);
    const text = linkText(path);
    const target = text === undefined ? undefined : resolvePath(parent(path), text);
    return target !== undefined && isWithin(top, target) && !target.includes('/node_modules/');
  });

function packageNames(nodeModules: AbsolutePath, description: 'directory' | 'link'): string[] {
  return listDirectory(nodeModules).flatMap(({ name, type }) => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@') || type !== 'directory') return type === description ? [name] : [];
    const scope = listDirectory(joinPath(nodeModules, name));
    return scope
      .filter((child) => child.type === description)
      .map((child) => `${name}/${child.name}`);
  });
}

/** The names that the package at `directory` and the packages nested in it depend on. */
function dependencies(directory: AbsolutePath): string[] {
  const inside = joinPath(directory, 'node_modules');
  const nested = packageNames(inside, 'directory').flatMap((name) =>
    dependencies(joinPath(inside, name)),
  );
  return [...declared(joinPath(directory, 'package.json')), ...nested];
}

function declared(manifest: AbsolutePath): string[] {
  const content = readPackage(manifest);
  return KINDS.flatMap((kind) => {
    const names = content[kind];
    return isObject(names) ? Object.keys(names) : [];
  });
}

const KINDS = ['dependencies', 'peerDependencies', 'optionalDependencies'];
