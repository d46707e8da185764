// The question which repository this is. Asked before anything else, while the program is still compiled.
import { inherited, variable } from '../base/environment.ts';
import { absolutePath, type AbsolutePath } from '../base/paths.ts';
import { runGit, type GitEnd, type GitPlace } from './run-git.ts';

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

/** What git says of `directory`, one line for each part of the question; `findRepository` reads it. */
export async function askRepository(directory: AbsolutePath): Promise<GitEnd> {
  // In a job of a hook runner the relative paths of git's environment are meant from the top.
  const top = hookTop() ?? (await topOfHook(directory)) ?? directory;
  return runGit({ directory: top, environment: inherited() }, QUESTION);
}

/**
 * To the hooks of a linked working tree git exports `GIT_DIR` alone, and takes the current directory for the top
 * then; to those of a commit that was given a working tree, `GIT_WORK_TREE=.`. A hook that has gone into another
 * directory is still in the same working tree.
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

/** A line for each option; none where git has no answer. */
async function linesOf(place: GitPlace, options: readonly string[]): Promise<string[]> {
  const { stdout } = await runGit(place, ['rev-parse', ...options]);
  return stdout.toString().split('\n').slice(0, -1);
}

/** The working tree's top as the hook runner's `rc:` file exported it. */
export function hookTop(): AbsolutePath | undefined {
  const top = variable('SWITCHYARD_TOP');
  return top === undefined ? undefined : absolutePath(top);
}
