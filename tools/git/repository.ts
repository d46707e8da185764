// The repository that a command works on: its paths, and HEAD. git is asked once in each command.
import { inherited, variable } from '../base/environment.ts';
import { Failure } from '../base/errors.ts';
import { lstatIfExists } from '../base/files.ts';
import type { ObjectId } from '../base/model/lint-result.ts';
import { absolutePath, resolvePath, type AbsolutePath } from '../base/paths.ts';
import { askRepository, hookTop } from './ask-repository.ts';
import { GitFailure, outputOf } from './git.ts';
import type { GitEnd, GitContext } from './run-git.ts';

export interface Repository {
  /** The top of the working tree. */
  readonly top: AbsolutePath;
  /** This working tree's git directory. */
  readonly gitDirectory: AbsolutePath;
  /** The git directory that linked working trees share; otherwise the same as `gitDirectory`. */
  readonly commonDirectory: AbsolutePath;
  /** The index that is being committed: the default one, or what `GIT_INDEX_FILE` names. */
  readonly index: AbsolutePath;
  readonly objects: AbsolutePath;
  /** This user's directory for switchyard's records (runs, intents, remembered results). May not exist yet. */
  readonly records: AbsolutePath;
  readonly head: ObjectId | undefined;
  /** The tree of `head`. */
  readonly headTree: ObjectId | undefined;
  readonly objectFormat: string;
  readonly shallow: boolean;
  /** The directory in which the user started the command or git: paths are read and shown relative to it. */
  readonly userDirectory: AbsolutePath;
  /** Where git commands on the user's repository run: git directory, working tree and index are set explicitly. */
  readonly gitContext: GitContext;
}

/**
 * Finds the repository around `directory`, or the one that git's hook environment names; `answer` is what
 * git says of it. Fails with `environment` outside of a repository and in a bare one.
 */
export async function findRepository(
  directory: AbsolutePath,
  answer = askRepository(directory),
): Promise<Repository> {
  const lines = await linesOf(answer);
  const [top, gitDirectory, commonDirectory, index, objects, records, objectFormat, shallow] =
    lines;
  if (
    top === undefined ||
    gitDirectory === undefined ||
    commonDirectory === undefined ||
    index === undefined ||
    objects === undefined ||
    records === undefined ||
    objectFormat === undefined ||
    (shallow !== 'true' && shallow !== 'false') // a path with a newline is more than one line
  ) {
    throw new Failure('environment', 'This repository lies at a path that git cannot print.', {
      next: 'Move it to one without a newline.',
    });
  }
  const found = inherited();
  const environment = {
    ...found,
    GIT_DIR: gitDirectory,
    GIT_WORK_TREE: top,
    GIT_INDEX_FILE: index,
    // A relative one would be another directory in the checkout.
    ...(found.GIT_COMMON_DIR !== undefined && { GIT_COMMON_DIR: commonDirectory }),
    ...(found.GIT_OBJECT_DIRECTORY !== undefined && { GIT_OBJECT_DIRECTORY: objects }),
  };
  return {
    top: absolutePath(top),
    gitDirectory: absolutePath(gitDirectory),
    commonDirectory: absolutePath(commonDirectory),
    index: absolutePath(index),
    objects: absolutePath(objects),
    records: ownRecords(records, gitDirectory),
    head: lines[8],
    headTree: lines[9],
    objectFormat,
    shallow: shallow === 'true',
    userDirectory: userDirectory(absolutePath(top), directory),
    gitContext: { directory: absolutePath(top), environment },
  };
}

/** `repository.gitContext` with another index. */
export const withIndex = (repository: Repository, index: AbsolutePath): GitContext => ({
  directory: repository.gitContext.directory,
  environment: { ...repository.gitContext.environment, GIT_INDEX_FILE: index },
});

/**
 * The records directory: in another user's repository (shared, or visited by root) one of the current user's own. It is
 * the same for all jobs of a hook, even where a file system reports a wrong owner.
 */
function ownRecords(records: string, gitDirectory: string): AbsolutePath {
  const uid = process.getuid?.();
  const owner = lstatIfExists(absolutePath(gitDirectory))?.uid;
  const isOwn = uid === undefined || owner === undefined || Number(owner) === uid;
  return absolutePath(isOwn ? records : `${records}-${uid}`);
}

async function linesOf(answer: Promise<GitEnd>): Promise<string[]> {
  try {
    const { stdout } = await outputOf('rev-parse', answer);
    return stdout.toString().split('\n').slice(0, -1);
  } catch (error) {
    if (error instanceof GitFailure) throw explain(error);
    throw error;
  }
}

function explain(failure: GitFailure): Failure {
  const why = failure.stderr.trim();
  if (why.includes('must be run in a work tree')) {
    return new Failure('environment', 'There is no working tree here: nothing is staged to lint.', {
      next: 'Run switchyard outside of .git; of a bare repository, in a clone or a linked worktree.',
    });
  }
  if (why.includes('not a git repository')) {
    return new Failure('environment', 'This is not a git repository.', {
      why,
      next: 'Run switchyard inside one, or `git init` first.',
    });
  }
  return new Failure('environment', 'git cannot open this repository.', { why });
}

function userDirectory(top: AbsolutePath, directory: AbsolutePath): AbsolutePath {
  if (variable('GIT_INDEX_FILE') === undefined && hookTop() === undefined) return directory;
  // git starts hooks at the top and says in GIT_PREFIX where the user stood.
  return resolvePath(top, (variable('GIT_PREFIX') ?? '').replace(/\/$/, ''));
}
