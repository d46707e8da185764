// Asks git about the repository, by one `git rev-parse`, before anything else: while the program is being compiled.
import { inherited, variable } from '../base/environment.ts';
import { absolutePath, type AbsolutePath } from '../base/paths.ts';
import { runGit, type GitEnd, type GitContext } from './run-git.ts';

const QUESTION = [
  'rev-parse',
  '--path-format=absolute',
  '--show-toplevel',
  '--absolute-git-dir',
  '--git-common-dir',
  ...['index', 'objects', 'switchyard'].flatMap((path) => ['--git-path', path]),
  '--show-object-format',
  '--is-shallow-repository',
  '--revs-only', // prints nothing, instead of failing, before the first commit
  'HEAD',
  'HEAD^{tree}',
];

/** git's answer for `directory`, one line for each part of the question; `findRepository` parses it. */
export async function askRepository(directory: AbsolutePath): Promise<GitEnd> {
  // In a hook's job the relative paths in git's variables are relative to the top of the working tree.
  const top = hookTop() ?? (await topOfHook(directory)) ?? directory;
  return runGit({ directory: top, environment: inherited() }, QUESTION);
}

/**
 * The top of the working tree whose hook has changed to `directory`; `undefined` outside of such a hook. In hooks git
 * may set `GIT_DIR` alone (linked working trees), or with `GIT_WORK_TREE=.`; with either, git takes the current
 * directory for the top. So the top is asked without these variables, and must have the git directory of `GIT_DIR`.
 */
async function topOfHook(directory: AbsolutePath): Promise<AbsolutePath | undefined> {
  const environment = inherited();
  if (environment.GIT_DIR === undefined || (environment.GIT_WORK_TREE ?? '.') !== '.')
    return undefined;
  const found = Object.entries(environment).filter(
    ([name]) => name !== 'GIT_DIR' && name !== 'GIT_WORK_TREE',
  );
  const [top, gitDirectory] = await linesOf({ directory, environment: Object.fromEntries(found) }, [
    '--show-toplevel',
    '--absolute-git-dir',
  ]);
  if (top === undefined || top === directory) return undefined;
  const [named] = await linesOf({ directory: absolutePath(top), environment }, [
    '--absolute-git-dir',
  ]);
  return named === gitDirectory ? absolutePath(top) : undefined;
}

/** The lines that `git rev-parse` prints for the options; none if it fails. */
async function linesOf(gitContext: GitContext, options: readonly string[]): Promise<string[]> {
  const { stdout } = await runGit(gitContext, ['rev-parse', ...options]);
  return stdout.toString().split('\n').slice(0, -1);
}

/** The top of the working tree, as lefthook's `rc:` file exported it. */
export function hookTop(): AbsolutePath | undefined {
  const top = variable('SWITCHYARD_TOP');
  return top === undefined ? undefined : absolutePath(top);
}
