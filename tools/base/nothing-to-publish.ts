// What the job that lints for all leaves for the hook's last job: that nothing is to be published, as long as the
// index is as it was. That job then ends where it begins.
import { variable } from './environment.ts';
import { errorCode } from './errors.ts';
import { writeScratch } from './files.ts';
import type { Lead } from './jobs-of-run.ts';
import { identity } from './look.ts';
import { below, type AbsolutePath } from './paths.ts';
import { readText } from './read-text.ts';
import { remove } from './remove.ts';

interface Nothing {
  /** The working tree's top, as `SWITCHYARD_TOP` says it. */
  readonly top: string | undefined;
  readonly index: AbsolutePath;
  /** Its identity. */
  readonly state: string;
  /** What the jobs of the run left for `publish`. */
  readonly results: AbsolutePath;
}

/** Every service passed on what is in `index`, and nothing was fixed. */
export function leaveNothingToPublish({ directory }: Lead, nothing: Omit<Nothing, 'top'>): void {
  try {
    const text = JSON.stringify({ ...nothing, top: top() } satisfies Nothing);
    writeScratch(noteIn(directory), text, 'w');
  } catch (error) {
    if (errorCode(error) === undefined) throw error; // no room, or no right: `publish` finds out by itself
  }
}

/** Whether that is left in a run's `directory`, and holds; what else the run left is removed then. */
export function isNothingToPublish(directory: AbsolutePath): boolean {
  const text = readText(noteIn(directory));
  if (text === undefined) return false;
  const nothing = JSON.parse(text) as Nothing;
  if (nothing.top !== top() || identity(nothing.index) !== nothing.state) return false;
  remove(nothing.results);
  return true;
}

const top = (): string | undefined => variable('SWITCHYARD_TOP');

const noteIn = (directory: AbsolutePath): AbsolutePath => below(directory, 'nothing-to-publish');
