// Finds lint-staged's configuration that a hook or script names, for the directory in which it starts lint-staged.
import type { ManualStep } from '../base/model/init-plan.ts';
import { parentOf } from '../base/paths.ts';
import type { Tree } from './tool-use.ts';

/** The files behind `--config`, as written, that would not be found by their names for the same directory. */
export function namedConfiguration(tree: Tree): string[] {
  const callers = tree.paths.filter((path) => parentOf(path) === '.husky' || OTHERS.test(path));
  const named = callers.flatMap((path) =>
    [...(tree.read(path) ?? '').matchAll(NAMED)].map(([, file = '']) => file.replace(/^\.\//, '')),
  );
  return [...new Set(named)].filter((file) => !FOUND.test(file));
}

const OTHERS = /^(?:package\.json|lefthook\.ya?ml)$/;

// npx lint-staged --relative --config config/lint-staged.mjs && …
const NAMED = /\blint-staged(?: +[^\s&|;"']+)*? +(?:-c|--config)[ =]([^\s&|;"']{2,})/g;

const FOUND = /^(?:\.lintstagedrc(?:\.\w+)?|lint-staged\.config\.\w+|package\.(?:json|ya?ml))$/;

export const migrateNamedConfiguration = (files: readonly string[]): ManualStep[] =>
  files.length === 0
    ? []
    : [
        {
          what:
            '`lint-staged --config` takes a file for the directory in which it starts. switchyard finds it by its ' +
            'name, .lintstagedrc… or lint-staged.config.…, in the directory whose files it is for: move it there, then start init again.',
          lines: files,
        },
      ];
