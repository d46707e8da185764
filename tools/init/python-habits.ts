// Which Python linters a project really calls: its task runners, pre-commit hooks and workflows.
import type { RepoPath } from '../base/paths.ts';
import type { Tree } from './tool-use.ts';
import { WORKFLOW_PATH } from './workflow-file.ts';

// Where a project says how it lints and formats.
const HABITS =
  /^(?:Makefile|justfile|Justfile|noxfile\.py|tox\.ini|tasks\.py|Taskfile\.ya?ml|package\.json|(?:.*\/)?\.pre-commit-config\.ya?ml|scripts\/[^/]+|\.github\/workflows\/[^/]+\.ya?ml)$/;

export interface Habits {
  /** Whether anything speaks of the program. */
  readonly name: (program: string) => boolean;
  readonly formatWithRuff: boolean;
}

/** Of the project in `directory`, and of the repository, but for what init writes. `project` is the text of its manifests. */
export function habitsOf(tree: Tree, directory: RepoPath, project: string): Habits {
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
    name: (program) => new RegExp(`\\b${program}\\b`).test(all),
    formatWithRuff: /\bruff[ -]format\b/.test(all),
  };
}

/** `lint = { cmd = "ruff format . && ruff check --fix ." }`: the lines that hold command lines. */
const tasksIn = (project: string): string =>
  (project.match(/^[^#\n]*["'][^"'#\n]*\b(?:ruff|black|isort|flake8) [-.\w].*$/gm) ?? []).join(
    '\n',
  );
