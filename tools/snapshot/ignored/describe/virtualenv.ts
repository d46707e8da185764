// Describes a Python virtualenv for the checkout: a new directory with a link for each package, in which scripts and
// editable installs name the checkout instead of the repository.
import { absolutePath } from '../../../base/paths.ts';
import { describeCommands } from './commands.ts';
import { mapText, type PathMapping } from './path-mapping.ts';
import { listDirectory, lstat, readContent, realPath, type Child } from '../../../base/lookups.ts';
import {
  childOf,
  copy,
  link,
  describeDirectory,
  relink,
  text,
  addDependency,
} from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Describes the virtualenv at `pair.source`. */
export function describeVirtualenv(outer: PathPair): EntryDescription {
  const mappings = [...namesOf(outer), ...outer.context.mappings];
  const pair = { ...outer, context: { ...outer.context, mappings } };
  addDependency(pair.context, pair.source);
  return describeDirectory(listDirectory(pair.source), ({ name, type }) => {
    const child = childOf(pair, name);
    if (type === 'link') return relink(child);
    if (type === 'file') {
      addDependency(child.context, child.source);
      return copy(child);
    }
    if (name === 'bin') return describeCommands(child);
    return name === 'lib' || name === 'lib64' ? describeLibrary(child) : link(child);
  });
}

// The paths by which the virtualenv's files may name it and the repository: it may lie outside of the repository, and
// may have been created by a path with links in it.
function namesOf({ source, target, context }: PathPair): PathMapping[] {
  const mappings: PathMapping[] = [{ from: source, to: target }];
  const script = readContent(absolutePath(`${source}/bin/activate`))?.toString('latin1') ?? '';
  const written = /^\s*(?:export )?VIRTUAL_ENV=(["']?)(\/[^"'\n]*)\1\s*$/m.exec(script)?.[2];
  const other = absolutePath(Buffer.from(written ?? source, 'latin1').toString());
  if (other === source || realPath(other) !== source) return mappings;
  mappings.push({ from: other, to: target });
  for (const { from, to } of context.mappings) {
    const inside = source.startsWith(`${from}/`) ? source.slice(from.length) : undefined;
    if (inside === undefined || !other.endsWith(inside)) continue;
    mappings.push({ from: absolutePath(other.slice(0, -inside.length)), to });
  }
  return mappings;
}

// lib/python3.12/site-packages/
function describeLibrary(pair: PathPair): EntryDescription {
  addDependency(pair.context, pair.source);
  return describeDirectory(listDirectory(pair.source), ({ name, type }) => {
    const child = childOf(pair, name);
    if (type === 'link') return relink(child);
    if (type === 'file') return copy(child);
    if (name === 'site-packages') return describePackages(child);
    return /^(python|pypy)/.test(name) ? describeLibrary(child) : link(child);
  });
}

function describePackages(pair: PathPair): EntryDescription {
  addDependency(pair.context, pair.source);
  return describeDirectory(
    listDirectory(pair.source),
    (child) => describePackage(childOf(pair, child.name), child),
    (name) => name === '__pycache__',
  );
}

function describePackage(pair: PathPair, { name, type }: Child): EntryDescription | undefined {
  if (type === 'link') return relink(pair);
  // Not linked: modules are rewritten here, so Python compiles them again.
  if (name === '__pycache__') return { kind: 'own-directory' };
  if (type === 'directory' || !/\.(pth|py|egg-link)$/.test(name)) return link(pair);
  const found = lstat(pair.source);
  if (found === undefined || found.size > MAX_LOADER_BYTES) return link(pair);
  if (!name.endsWith('.py') || name.startsWith('_')) addDependency(pair.context, pair.source);
  const content = readContent(pair.source);
  const rewritten = content && mapText(content, pair.context.mappings);
  return rewritten ? text(rewritten, Number(found.mode & 0o777n)) : link(pair);
}

/** Bytes: the loader module of an editable install is smaller; a larger module is a package of one file. */
const MAX_LOADER_BYTES = 1_048_576n;
