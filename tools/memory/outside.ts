// What configuration of linters names outside of the repository: in a directory beside it, to which snapshots link, or by
// an absolute path of a file. It is stored with a result instead of in its cache key: only linting needs to look for it.
import { homedir } from 'node:os';
import { LINTER_CONFIGURATION } from '../base/linter-configuration.ts';
import { look, readContent, realPath } from '../base/look.ts';
import { splitNames } from '../base/names.ts';
import {
  below,
  isWithin,
  parentOf,
  repoPath,
  resolveFrom,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';
import { git, type GitPlace } from '../git/git.ts';
import { installationOf } from './entries.ts';
import { neighbourOf, OF_SYSTEM } from './paths-out.ts';
import { takeNotes, type Seen } from './notes.ts';

/** The tracked files that may be configuration of linters, in the index of `place`. */
export async function listLinterConfiguration(place: GitPlace): Promise<RepoPath[]> {
  const { stdout } = await git(place, ['ls-files', '-z', '--', ...LINTER_CONFIGURATION]);
  return splitNames(stdout).map(repoPath);
}

/** A file, and the paths in it that may lead out of the repository. */
export interface Naming {
  readonly file: RepoPath;
  readonly paths: readonly string[];
}

/** Those of `files` that name such paths, as they are below `root`. */
export const findNaming = (files: readonly RepoPath[], root: AbsolutePath): Naming[] =>
  files.flatMap((file) => {
    const paths = readContent(below(root, file))?.toString().match(PATH) ?? [];
    return paths.length === 0 ? [] : [{ file, paths: [...new Set(paths)] }];
  });

/** `../x/y`, `~/x/y` or `/x/y`, where a word begins, or behind `file:` or `file://`. */
const PATH = /(?<=^|[\s"'`:=[(,]|:\/\/)(?:\.\.\/|~\/|\/(?=[\w.@-]+\/))[^\s"'`,;:)\]}*?]+/gm;

/** What these lists depend on besides the files: another version of this program may have other rules. */
export const NAMING_RULES = [...LINTER_CONFIGURATION, PATH.source].join(' ');

/** What is named outside of the working tree `top`, as the linters of a service in `directory` may understand it. */
export function namedOutside(
  naming: readonly Naming[],
  directory: RepoPath,
  top: AbsolutePath,
): AbsolutePath[] {
  const found = naming.flatMap(({ file, paths }) => {
    const own = parentOf(file);
    const bases = isWithin(own, directory) ? [own, directory] : [own];
    return paths.flatMap((path) => {
      if (!path.startsWith('.')) return absoluteFile(path, top);
      return bases.flatMap((base) => neighbourOf(top, resolveFrom(below(top, base), path)) ?? []);
    });
  });
  return [...new Set(found)].sort();
}

function absoluteFile(path: string, top: AbsolutePath): AbsolutePath[] {
  const file = resolveFrom(top, path.replace(/^~/, homedir()));
  const real = isWithin(top, file) || OF_SYSTEM.test(file) ? undefined : realPath(file);
  return real !== undefined && look(real)?.isFile() === true ? [file] : [];
}

/** Notes files, and directories with all that is in them. */
export const noteOutside = (paths: readonly AbsolutePath[], top: AbsolutePath): Seen =>
  takeNotes((notes) => {
    const { noteSource } = installationOf(notes, top);
    for (const path of paths) noteSource(path);
  });
