// Describes one of the programs in a `.bin` or in a virtualenv's `bin`.
import { listDirectory, look, readContent } from '../../base/look.ts';
import { movedText } from './moves.ts';
import { childOf, link, rebuild, relink, text, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** What the checkout is to have for a directory of commands. */
export function describeCommands(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), ({ name }) =>
    describeCommand(childOf(subject, name)),
  );
}

/** A script is copied, with what it names of the repository turned to the checkout's; a binary is linked. */
export function describeCommand(subject: Subject): Wanted | undefined {
  const found = look(subject.source);
  if (found?.isSymbolicLink() === true) return relink(subject);
  if (found?.isFile() !== true) return undefined;
  watch(subject.survey, subject.source);
  const content = found.size > LONGEST_SCRIPT ? undefined : readContent(subject.source);
  if (content === undefined || content.includes(0)) return link(subject);
  const script = movedText(content, subject.survey.moves) ?? content;
  return text(withShortShebang(script), Number(found.mode & 0o777n));
}

const LONGEST_SCRIPT = 262_144n; // bytes

// Systems cut off the first line after 127 bytes, or refuse it. This one, which pip writes too, is read
// by the shell first and then, from the start, by Python, to which it is a string.
function withShortShebang(script: Buffer): Buffer {
  const end = script.indexOf('\n');
  const python = /^#! ?(\/[^\n]*\/python[^/\n ]*)$/.exec(script.toString('latin1', 0, end))?.[1];
  if (python === undefined || end <= 127) return script;
  const first = `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''`;
  return Buffer.concat([Buffer.from(first, 'latin1'), script.subarray(end)]);
}
