// The question which repository this is. Asked before anything else, while the program is still compiled.
import { inherited, variable } from '../base/environment.ts';
import { absolutePath, type AbsolutePath } from '../base/paths.ts';
import { runGit, type GitEnd } from './run-git.ts';

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
export function askRepository(directory: AbsolutePath): Promise<GitEnd> {
  // In a job of a hook runner the relative paths of git's environment are meant from the top.
  return runGit({ directory: hookTop() ?? directory, environment: inherited() }, QUESTION);
}

/** The working tree's top as the hook runner's `rc:` file exported it. */
export function hookTop(): AbsolutePath | undefined {
  const top = variable('SWITCHYARD_TOP');
  return top === undefined ? undefined : absolutePath(top);
}
