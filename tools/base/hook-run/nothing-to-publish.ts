// A shortcut for the last job of a hook run. If every service passed and nothing was fixed, the job that leads the run
// (`jobs-of-run.ts`) writes a note into the run's private directory. `publish` finds it in `start.ts`, before the
// program is compiled, and ends at once if the index is still the same. Without the note it runs as usual.
import { variable } from '../environment.ts';
import { errorCode } from '../errors.ts';
import { writeScratch } from '../files.ts';
import type { Lead } from './jobs-of-run.ts';
import { fileIdentity } from '../lookups.ts';
import { joinPath, type AbsolutePath } from '../paths.ts';
import { readText } from '../read-text.ts';
import { remove } from '../remove.ts';

interface NothingNote {
  /** The top of the working tree, as `SWITCHYARD_TOP` names it. */
  readonly top: string | undefined;
  readonly index: AbsolutePath;
  /** The identity of the index file (inode, size, times). */
  readonly state: string;
  /** The directory with the results that the run's jobs kept for `publish`. */
  readonly results: AbsolutePath;
}

/** Writes the note: every service passed on what is in the index, and nothing was fixed. Not if there is no space. */
export function leaveNothingToPublish(
  { directory }: Lead,
  nothing: Omit<NothingNote, 'top'>,
): void {
  try {
    const text = JSON.stringify({ ...nothing, top: top() } satisfies NothingNote);
    writeScratch(noteIn(directory), text, 'w');
  } catch (error) {
    if (errorCode(error) === undefined) throw error; // no space, no permission: `publish` then finds out itself
  }
}

/** Whether a run's `directory` has the note, and the index is the same. Then the run's kept results are removed. */
export function isNothingToPublish(directory: AbsolutePath): boolean {
  const text = readText(noteIn(directory));
  if (text === undefined) return false;
  const nothing = JSON.parse(text) as NothingNote;
  if (nothing.top !== top() || fileIdentity(nothing.index) !== nothing.state) return false;
  remove(nothing.results);
  return true;
}

const top = (): string | undefined => variable('SWITCHYARD_TOP');

const noteIn = (directory: AbsolutePath): AbsolutePath => joinPath(directory, 'nothing-to-publish');
