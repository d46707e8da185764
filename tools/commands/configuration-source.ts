// Where configuration is read from: the selected tree, and for staged files also untracked configuration files in the
// directories at and above the selected paths.
import { readFileSync } from 'node:fs';
import { errorCode, Failure, messageOf } from '../base/errors.ts';
import { hasDirectory } from '../base/has-directory.ts';
import { fsPath } from '../base/names.ts';
import {
  baseName,
  joinPath,
  isWithin,
  selfAndAncestors,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';
import { isConfigurationName } from '../config/configuration-names.ts';
import type { ConfigurationSource } from '../config/read-configuration.ts';
import type { Repository } from '../git/repository.ts';
import { listIndexed, listUnknown, readIndexed } from '../select/configuration-files.ts';
import type { Selection } from './selected.ts';

export interface ConfigurationReading {
  /** The selected paths. */
  readonly paths: readonly RepoPath[];
  readonly snapshotRoot: () => Promise<AbsolutePath>;
  readonly hostProgram: readonly string[];
  readonly signal: AbortSignal;
}

/** The source for `readConfiguration`. Lists untracked files at once, but reads no file before it is asked to. */
export function configurationSource(
  repository: Repository,
  { index, changes, indexed, untracked }: Selection,
  { paths, snapshotRoot, hostProgram, signal }: ConfigurationReading,
): ConfigurationSource {
  const inWorkingTree = (path: RepoPath): AbsolutePath => joinPath(repository.top, path);
  const declaring = indexed.filter(({ path }) => isConfigurationName(baseName(path)));
  const deleted = changes.filter(({ kind }) => kind === 'deleted');
  const declarationsChanged = changes.some(({ path }) => isConfigurationName(baseName(path)));
  const known = new Set([...indexed, ...deleted].map(({ path }) => path));
  const unknown = untracked ? listUnknown(repository, paths, known, isConfigurationName) : [];
  return {
    files: [
      ...declaring.map((file) => {
        const locate = async () => joinPath(await snapshotRoot(), file.path);
        const read = async () =>
          file.link ? readLinked(await locate(), file.path) : readIndexed(repository, file);
        return { path: file.path, read, locate };
      }),
      ...unknown.map((path) => ({
        path,
        read: () => Promise.resolve(readFileSync(fsPath(inWorkingTree(path)))),
        locate: () => Promise.resolve(inWorkingTree(path)),
      })),
    ],
    paths,
    // In the tree, as in a clone. An untracked configuration may also declare a directory that is not in the tree yet.
    exists: async (directory) => {
      const within = changes.filter(
        ({ path }) => isWithin(directory, path) && path !== directory, // a link or submodule
      );
      if (within.some(({ kind }) => kind !== 'deleted')) return true;
      // If neither the configuration nor the directory changed, the working tree will do: git would take a process.
      const isAsBefore = within.length === 0 && !declarationsChanged;
      const mayBeAhead = untracked && (isAsBefore || unknown.length > 0);
      if (mayBeAhead && hasDirectory(repository.top, directory)) return true;
      return (await listIndexed(index, [`:(literal)${directory}/`])).length > 0;
    },
    linkAt: async (directory) => {
      const above = [...selfAndAncestors(directory)].filter((path) => path !== '');
      const found = await listIndexed(
        index,
        above.map((path) => `:(literal)${path}`),
      );
      return found.find(({ path, link }) => link && above.includes(path))?.path;
    },
    hostProgram,
    signal,
  };
}

function readLinked(link: AbsolutePath, path: RepoPath): Buffer {
  try {
    return readFileSync(fsPath(link));
  } catch (error) {
    throw new Failure('usage', `${path} cannot be read: it is a symbolic link.`, {
      why: errorCode(error) === 'ENOENT' ? 'It leads to nothing that git knows.' : messageOf(error),
    });
  }
}
