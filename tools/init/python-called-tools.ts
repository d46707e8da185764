// Finds out which Python linters a project really calls, in its task runners, pre-commit hooks and workflows.
import type { RepoPath } from '../base/paths.ts';
import type { Tree } from './tool-use.ts';
import { WORKFLOW_PATH } from './workflow-file.ts';

// Files with commands for linting and formatting.
const HABITS =
  /^(?:Makefile|justfile|Justfile|noxfile\.py|tox\.ini|tasks\.py|Taskfile\.ya?ml|package\.json|(?:.*\/)?\.pre-commit-config\.ya?ml|scripts\/[^/]+|\.github\/workflows\/[^/]+\.ya?ml)$/;

export interface CalledTools {
  /** Whether one of these files mentions the program. */
  readonly mentions: (program: string) => boolean;
  readonly formatWithRuff: boolean;
}

/**
 * Reads the files of the project in `directory` and of the repository's top, but not the workflow that init writes.
 * `project` is the text of the project's manifests.
 */
export function findCalledTools(tree: Tree, directory: RepoPath, project: string): CalledTools {
  const start = directory === '' ? '' : `${directory}/`;
  const texts = tree.paths
    .filter((path) => path !== WORKFLOW_PATH)
    .filter(
      (path) =>
        HABITS.test(path) || (path.startsWith(start) && HABITS.test(path.slice(start.length))),
    )
    .map((path) => tree.read(path) ?? '');
  const all = [...texts, tasksIn(project)].join('\n');
  return {
    mentions: (program) => new RegExp(`\\b${program}\\b`).test(all),
    formatWithRuff: /\bruff[ -]format\b/.test(all),
  };
}

/** The lines of a manifest that have command lines: `lint = { cmd = "ruff format . && ruff check --fix ." }`. */
const tasksIn = (project: string): string =>
  (project.match(/^[^#\n]*["'][^"'#\n]*\b(?:ruff|black|isort|flake8) [-.\w].*$/gm) ?? []).join(
    '\n',
  );
