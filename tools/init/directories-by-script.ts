// Finds out which directories a package's scripts pass to a linter.
import { type Tree } from './tool-use.ts';
import { type RepoPath, joinRepoPath } from '../base/paths.ts';

/**
 * The directories, relative to `directory`, that the calls of a linter name. Empty (no limit) if a call names none, or
 * everything, or a file.
 */
export function directoriesOf(
  tree: Tree,
  directory: RepoPath,
  calls: readonly string[],
): readonly string[] {
  const named = calls.map((call) =>
    targetsOf(call).flatMap((target) => {
      const name = target.replace(/^\.\//, '').replace(/\/+$/, '');
      const start = `${joinRepoPath(directory, name)}/`;
      return name !== '' &&
        !/[*?[\](){}!]/.test(name) &&
        tree.paths.some((path) => path.startsWith(start))
        ? [name]
        : [];
    }),
  );
  const isLimited = calls.every(
    (call, at) =>
      named[at]?.length !== 0 &&
      !targetsOf(call).some(
        (target) => /^(?:\.\/?|\*.*)$/.test(target) || tree.has(joinRepoPath(directory, target)),
      ),
  );
  return isLimited ? [...new Set(named.flat())].sort() : [];
}

/** The arguments of a call that may be paths; of a glob, the directory before it: `{src,test}/**` gives two. */
function targetsOf(call: string): string[] {
  const words = call.split(/[\s'"]+/).filter((word) => word !== '');
  const isSubcommand = words[0] === 'biome';
  return words.slice(isSubcommand ? 2 : 1).flatMap((word, at, all) => {
    if (word.startsWith('-') || word.startsWith('!')) return [];
    const isValue = /^-(?:c|-config|-ext|-[\w-]+-(?:path|location|pattern))$/.test(
      all[at - 1] ?? '',
    );
    if (isValue) return [];
    const [, before = '', list, after = ''] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(word) ?? [];
    const spread =
      list === undefined ? [word] : list.split(',').map((each) => before + each + after);
    return spread.map((each) => each.replace(/\/[^/]*[*?[{(].*$/, ''));
  });
}
