// The user's working tree as `init` and `doctor` read it, staged or not.
import { readFileSync } from 'node:fs';
import { lstatIfExists } from '../base/files.ts';
import { hasDirectory } from '../base/has-directory.ts';
import { fsPath, joinNames, splitNames } from '../base/names.ts';
import { baseName, joinPath, repoPath, selfAndAncestors, type RepoPath } from '../base/paths.ts';
import { readTextIfAny } from '../base/read-text.ts';
import { isConfigurationName, ROOT_NAMES } from '../config/configuration-names.ts';
import { readConfiguration, type Configuration } from '../config/read-configuration.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { LEFTHOOK_NAMES } from '../hook/lefthook-names.ts';
import { RC_NAME } from '../hook/rc-file.ts';
import type { CommandContext } from './context.ts';

export interface WorkingTree {
  /** Tracked files, untracked ones that are not ignored, and switchyard's and lefthook's files at the top; sorted. */
  readonly paths: readonly RepoPath[];
  /** Regular files that git tracks. */
  readonly tracked: readonly RepoPath[];
  readonly has: (path: string) => boolean;
  /** The text of a file, ignored or not; `undefined` if there is none. */
  readonly read: (path: string) => string | undefined;
}

/** Lists the files now; reads each file when it is first asked for, and keeps its text. */
export async function readWorkingTree({ gitContext, top }: Repository): Promise<WorkingTree> {
  const [all, indexed] = await Promise.all([
    git(gitContext, ['ls-files', '-z', '-co', '--exclude-standard']),
    git(gitContext, ['ls-files', '-z', '-s']),
  ]);
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, readTextIfAny(joinPath(top, path)));
    return texts.get(path);
  };
  const ownFiles = [...ROOT_NAMES, ...LEFTHOOK_NAMES, RC_NAME].filter(
    (name) => read(name) !== undefined,
  );
  const paths = [...new Set([...splitNames(all.stdout), ...ownFiles])].sort().map(repoPath);
  const known = new Set<string>(paths);
  return { paths, tracked: trackedFiles(indexed.stdout), has: (path) => known.has(path), read };
}

/** Those of `paths` (existing or not) that are untracked and ignored. */
export async function ignoredPaths(
  { gitContext }: Repository,
  paths: readonly RepoPath[],
): Promise<RepoPath[]> {
  const options = { input: joinNames(paths), expected: [1] };
  const { stdout } = await git(gitContext, ['check-ignore', '-z', '--stdin'], options);
  return splitNames(stdout).map(repoPath);
}

/** The configuration as the working tree has it, for every file of `tree`. The caller closes it. */
export function workingConfiguration(
  context: CommandContext,
  { top }: Repository,
  { paths, tracked }: WorkingTree,
): Promise<Configuration> {
  const inWorkingTree = (path: RepoPath) => joinPath(top, path);
  const files = paths
    .filter((path) => isConfigurationName(baseName(path)))
    .filter((path) => lstatIfExists(inWorkingTree(path))?.isFile() === true);
  return readConfiguration({
    files: files.map((path) => ({
      path,
      read: () => Promise.resolve(readFileSync(fsPath(inWorkingTree(path)))),
      locate: () => Promise.resolve(inWorkingTree(path)),
    })),
    paths: tracked,
    // A sparse checkout leaves out directories that git tracks.
    exists: (directory) =>
      Promise.resolve(
        hasDirectory(top, directory) || paths.some((path) => path.startsWith(`${directory}/`)),
      ),
    linkAt: (directory) =>
      Promise.resolve(
        [...selfAndAncestors(directory)].find((path) =>
          lstatIfExists(inWorkingTree(path))?.isSymbolicLink(),
        ),
      ),
    hostProgram: context.hostProgram,
    signal: context.signal,
  });
}

function trackedFiles(listing: Buffer): RepoPath[] {
  // 100644 bcd1234… 0\tpath
  return splitNames(listing).flatMap((line) => {
    const isFile = line.startsWith('100644 ') || line.startsWith('100755 ');
    return isFile ? [repoPath(line.slice(line.indexOf('\t') + 1))] : [];
  });
}
