// The files outside of the repository that linters' configuration refers to: in a directory beside the repository (to
// which snapshots have links), or by an absolute path. They are stored with a result and not in its cache key, because
// finding the references takes a checkout of the tree.
import { homedir } from 'node:os';
import { LINTER_CONFIGURATION } from '../base/linter-configuration.ts';
import { lstat, readContent, realPath } from '../base/lookups.ts';
import { splitNames } from '../base/names.ts';
import {
  joinPath,
  isWithin,
  parentOf,
  repoPath,
  resolvePath,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';
import { git, type GitContext } from '../git/git.ts';
import { inputContext } from './entries.ts';
import { addFileWithNamed } from './named-files.ts';
import { siblingOf, SYSTEM_PATHS } from './paths-out.ts';
import { collectInputs, type Inputs } from './inputs.ts';

/** The tracked files that may be configuration of linters, in the index of `gitContext`. */
export async function listLinterConfiguration(gitContext: GitContext): Promise<RepoPath[]> {
  const { stdout } = await git(gitContext, ['ls-files', '-z', '--', ...LINTER_CONFIGURATION]);
  return splitNames(stdout).map(repoPath);
}

/** A file, and the paths in it that may lead out of the repository. */
export interface OutsideReferences {
  readonly file: RepoPath;
  readonly paths: readonly string[];
}

/** The references in `files`, whose contents are read below `root`; files without references are left out. */
export const findReferences = (
  files: readonly RepoPath[],
  root: AbsolutePath,
): OutsideReferences[] =>
  files.flatMap((file) => {
    const paths = readContent(joinPath(root, file))?.toString().match(PATH) ?? [];
    return paths.length === 0 ? [] : [{ file, paths: [...new Set(paths)] }];
  });

/** `../x/y`, `~/x/y` or `/x/y`, where a word begins, or behind `file:` or `file://`. */
const PATH = /(?<=^|[\s"'`:=[(,]|:\/\/)(?:\.\.\/|~\/|\/(?=[\w.@-]+\/))[^\s"'`,;:)\]}*?]+/gm;

/** The rules by which references are found: another version of this program may have others. */
export const REFERENCE_RULES = [...LINTER_CONFIGURATION, PATH.source].join(' ');

/**
 * The paths outside of the working tree `top` that the references may mean to the linters of a service in `directory`.
 */
export function resolveReferences(
  references: readonly OutsideReferences[],
  directory: RepoPath,
  top: AbsolutePath,
): AbsolutePath[] {
  const found = references.flatMap(({ file, paths }) => {
    const own = parentOf(file);
    const bases = isWithin(own, directory) ? [own, directory] : [own];
    return paths.flatMap((path) => {
      if (!path.startsWith('.')) return absoluteFile(path, top);
      return bases.flatMap((base) => siblingOf(top, resolvePath(joinPath(top, base), path)) ?? []);
    });
  });
  return [...new Set(found)].sort();
}

function absoluteFile(path: string, top: AbsolutePath): AbsolutePath[] {
  const file = resolvePath(top, path.replace(/^~/, homedir()));
  if (isWithin(top, file) || SYSTEM_PATHS.test(file)) return [];
  return lstat(realPath(file) ?? file)?.isDirectory() === true ? [] : [file];
}

/** Adds files with those that they name, and directories with all that is in them. */
export const outsideInputs = (paths: readonly AbsolutePath[], top: AbsolutePath): Inputs =>
  collectInputs((inputs) => {
    const { addSource } = inputContext(inputs, top);
    for (const path of paths) {
      addSource(path);
      addFileWithNamed(path, inputs);
    }
  });
