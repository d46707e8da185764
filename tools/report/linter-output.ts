// A linter's output as it is shown: safe for the terminal, with the snapshot's paths replaced by the user's.
import { cleanOutput, showBytes } from './clean-output.ts';
import type { PathContext } from './shown-path.ts';
import { translatePaths, type Linted } from './translate-paths.ts';

/** `output` without leading empty lines and without white space at its end; `''` if there is nothing else. */
export const linterOutput = (
  output: Buffer,
  pathContext: PathContext,
  linted: Linted,
  colour: boolean,
): string => showBytes(translatePaths(cleanOutput(output, colour), pathContext, linted));
