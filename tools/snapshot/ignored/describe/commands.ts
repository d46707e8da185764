// Describes the programs in `node_modules/.bin` or in a virtualenv's `bin`.
import { listDirectory, lstat, readContent } from '../../../base/lookups.ts';
import { mapText } from './path-mapping.ts';
import {
  childOf,
  link,
  describeDirectory,
  relink,
  text,
  addDependency,
} from './entry-description.ts';
import type { PathPair, EntryDescription } from './entry-description.ts';

/** Describes a directory of programs. */
export function describeCommands(pair: PathPair): EntryDescription {
  addDependency(pair.context, pair.source);
  return describeDirectory(listDirectory(pair.source), ({ name }) =>
    describeCommand(childOf(pair, name)),
  );
}

/** Describes a program: a script is copied, with paths of the repository replaced; a binary is linked. */
export function describeCommand(pair: PathPair): EntryDescription | undefined {
  const found = lstat(pair.source);
  if (found?.isSymbolicLink() === true) return relink(pair);
  if (found?.isFile() !== true) return undefined;
  addDependency(pair.context, pair.source);
  const content = found.size > MAX_SCRIPT_BYTES ? undefined : readContent(pair.source);
  if (content === undefined || content.includes(0)) return link(pair);
  const script = mapText(content, pair.context.mappings) ?? content;
  return text(withShortShebang(script), Number(found.mode & 0o777n));
}

const MAX_SCRIPT_BYTES = 262_144n;

// Systems cut a first line off after 127 bytes, or refuse it. The replacement, which pip writes too, starts a shell,
// which starts Python with the same file; to Python, the shell's line is a string.
function withShortShebang(script: Buffer): Buffer {
  const end = script.indexOf('\n');
  const python = /^#! ?(\/[^\n]*\/python[^/\n ]*)$/.exec(script.toString('latin1', 0, end))?.[1];
  if (python === undefined || end <= 127) return script;
  const first = `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''`;
  return Buffer.concat([Buffer.from(first, 'latin1'), script.subarray(end)]);
}
