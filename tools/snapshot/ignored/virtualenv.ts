// Describes a Python virtualenv for the checkout: a new directory with a link for each package, in which scripts and
// editable installs name the checkout instead of the repository.
import { absolutePath } from '../../base/paths.ts';
import { describeCommands } from './commands.ts';
import { movedText, type Move } from './moves.ts';
import { listDirectory, lstat, readContent, realPath, type Child } from '../../base/lookups.ts';
import { childOf, copy, link, rebuild, relink, text, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** Describes the virtualenv at `subject.source`. */
export function describeVirtualenv(outer: Subject): Wanted {
  const moves = [...namesOf(outer), ...outer.survey.moves];
  const subject = { ...outer, survey: { ...outer.survey, moves } };
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name, type }) => {
    const child = childOf(subject, name);
    if (type === 'link') return relink(child);
    if (type === 'file') {
      watch(child.survey, child.source);
      return copy(child);
    }
    if (name === 'bin') return describeCommands(child);
    return name === 'lib' || name === 'lib64' ? describeLibrary(child) : link(child);
  });
}

// The paths by which the virtualenv's files may name it and the repository: it may lie outside of the repository, and
// may have been created by a path with links in it.
function namesOf({ source, made, survey }: Subject): Move[] {
  const moves: Move[] = [{ from: source, to: made }];
  const script = readContent(absolutePath(`${source}/bin/activate`))?.toString('latin1') ?? '';
  const written = /^\s*(?:export )?VIRTUAL_ENV=(["']?)(\/[^"'\n]*)\1\s*$/m.exec(script)?.[2];
  const other = absolutePath(Buffer.from(written ?? source, 'latin1').toString());
  if (other === source || realPath(other) !== source) return moves;
  moves.push({ from: other, to: made });
  for (const { from, to } of survey.moves) {
    const inside = source.startsWith(`${from}/`) ? source.slice(from.length) : undefined;
    if (inside === undefined || !other.endsWith(inside)) continue;
    moves.push({ from: absolutePath(other.slice(0, -inside.length)), to });
  }
  return moves;
}

// lib/python3.12/site-packages/
function describeLibrary(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name, type }) => {
    const child = childOf(subject, name);
    if (type === 'link') return relink(child);
    if (type === 'file') return copy(child);
    if (name === 'site-packages') return describePackages(child);
    return /^(python|pypy)/.test(name) ? describeLibrary(child) : link(child);
  });
}

function describePackages(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(
    listDirectory(subject.source),
    (child) => describePackage(childOf(subject, child.name), child),
    (name) => name === '__pycache__',
  );
}

function describePackage(subject: Subject, { name, type }: Child): Wanted | undefined {
  if (type === 'link') return relink(subject);
  // Not linked: modules are rewritten here, so Python compiles them again.
  if (name === '__pycache__') return { kind: 'own-directory' };
  if (type === 'directory' || !/\.(pth|py|egg-link)$/.test(name)) return link(subject);
  const found = lstat(subject.source);
  if (found === undefined || found.size > LONGEST_LOADER) return link(subject);
  if (!name.endsWith('.py') || name.startsWith('_')) watch(subject.survey, subject.source);
  const content = readContent(subject.source);
  const rewritten = content && movedText(content, subject.survey.moves);
  return rewritten ? text(rewritten, Number(found.mode & 0o777n)) : link(subject);
}

/** Bytes: the loader module of an editable install is smaller; a larger module is a package of one file. */
const LONGEST_LOADER = 1_048_576n;
