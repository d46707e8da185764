// Describes the programs in `node_modules/.bin` or in a virtualenv's `bin`.
import { listDirectory, lstat, readContent } from '../../base/lookups.ts';
import { movedText } from './moves.ts';
import { childOf, link, rebuild, relink, text, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** Describes a directory of programs. */
export function describeCommands(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name }) =>
    describeCommand(childOf(subject, name)),
  );
}

/** Describes a program: a script is copied, with paths of the repository replaced; a binary is linked. */
export function describeCommand(subject: Subject): Wanted | undefined {
  const found = lstat(subject.source);
  if (found?.isSymbolicLink() === true) return relink(subject);
  if (found?.isFile() !== true) return undefined;
  watch(subject.survey, subject.source);
  const content = found.size > LONGEST_SCRIPT ? undefined : readContent(subject.source);
  if (content === undefined || content.includes(0)) return link(subject);
  const script = movedText(content, subject.survey.moves) ?? content;
  return text(withShortShebang(script), Number(found.mode & 0o777n));
}

const LONGEST_SCRIPT = 262_144n; // bytes

// Systems cut a first line off after 127 bytes, or refuse it. The replacement, which pip writes too, starts a shell,
// which starts Python with the same file; to Python, the shell's line is a string.
function withShortShebang(script: Buffer): Buffer {
  const end = script.indexOf('\n');
  const python = /^#! ?(\/[^\n]*\/python[^/\n ]*)$/.exec(script.toString('latin1', 0, end))?.[1];
  if (python === undefined || end <= 127) return script;
  const first = `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''`;
  return Buffer.concat([Buffer.from(first, 'latin1'), script.subarray(end)]);
}
