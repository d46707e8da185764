// Finds the program of a command before starting it, so that a missing program is a result, not an error.
import { isExecutableFile } from '../base/lookups.ts';
import { joinPath, resolvePath, type AbsolutePath } from '../base/paths.ts';

export type ProgramSearch =
  | { readonly kind: 'found'; readonly program: AbsolutePath }
  | { readonly kind: 'not-found'; readonly lookedIn: readonly string[] };

/**
 * The executable file (or link to one) for `name`: the first with that name in the directories of `path`; a name with a
 * `/` is resolved from `directory`.
 */
export function findProgram(
  name: string,
  directory: AbsolutePath,
  path: readonly AbsolutePath[],
): ProgramSearch {
  if (name.includes('/')) {
    const program = resolvePath(directory, name);
    return isExecutableFile(program)
      ? { kind: 'found', program }
      : { kind: 'not-found', lookedIn: [program] };
  }
  for (const directory of path) {
    const program = joinPath(directory, name);
    if (isExecutableFile(program)) return { kind: 'found', program };
  }
  return { kind: 'not-found', lookedIn: path };
}
