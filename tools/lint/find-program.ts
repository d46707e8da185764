// Finds the program that a command names, so that one that is not there is a result.
import { isProgram } from '../base/look.ts';
import { below, resolveFrom, type AbsolutePath } from '../base/paths.ts';

export type ProgramSearch =
  | { readonly kind: 'found'; readonly program: AbsolutePath }
  | { readonly kind: 'not-found'; readonly lookedIn: readonly string[] };

/**
 * The executable file, links followed, that `name` means: the first of that name in the directories
 * of `path`, or, with a `/` in it, the one that it leads to from `directory`.
 */
export function findProgram(
  name: string,
  directory: AbsolutePath,
  path: readonly AbsolutePath[],
): ProgramSearch {
  if (name.includes('/')) {
    const program = resolveFrom(directory, name);
    return isProgram(program)
      ? { kind: 'found', program }
      : { kind: 'not-found', lookedIn: [program] };
  }
  for (const place of path) {
    const program = below(place, name);
    if (isProgram(program)) return { kind: 'found', program };
  }
  return { kind: 'not-found', lookedIn: path };
}
