// A linter's own output as the user sees it: safe to print, its paths turned back.
import { cleanOutput, showBytes } from './clean-output.ts';
import type { Places } from './shown-path.ts';
import { translatePaths, type Linted } from './translate-paths.ts';

/** `output` without empty lines around it and without a newline at its end; `''` if it says nothing. */
export const linterOutput = (
  output: Buffer,
  places: Places,
  linted: Linted,
  colour: boolean,
): string => showBytes(translatePaths(cleanOutput(output, colour), places, linted));
