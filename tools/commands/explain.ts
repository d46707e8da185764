// `switchyard explain [path…]`: which service owns a path, and what would run for it. Runs nothing.
import { dirname } from 'node:path';
import { Failure } from '../base/errors.ts';
import { lstatIfExists } from '../base/files.ts';
import { realPath } from '../base/lookups.ts';
import { splitNames } from '../base/names.ts';
import type { ExplainedTask, Explanation, NotLinted } from '../base/model/outcome.ts';
import {
  absolutePath,
  baseName,
  joinPath,
  isWithin,
  resolvePath,
  servicePath,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';
import { serviceName, type Pattern, type Service } from '../base/model/service.ts';
import { git } from '../git/git.ts';
import type { Change } from '../git/raw-diff.ts';
import type { Repository } from '../git/repository.ts';
import { commandLine } from '../lint/parse-command.ts';
import { explainPaths, type PathExplanation } from '../route/explain-paths.ts';
import type { CommandContext } from './context.ts';
import { newRun } from './selected.ts';
import { withStaged } from './staged.ts';

/**
 * Explains the given paths (absolute, or relative to the user's directory; staged or not), or every staged one if none
 * is given. Fails with `usage` for a path outside of the working tree.
 */
export async function explain(
  context: CommandContext,
  given: readonly string[],
): Promise<Explanation[]> {
  const repository = await context.repository;
  const paths = given.map((path) => fromTop(repository, path));
  const request = { services: () => [[]], run: newRun(), ...(given.length > 0 && { paths }) };
  return withStaged(context, repository, request, async ({ changes, plan }) => {
    const staged = new Map(changes.map((change) => [change.path, change]));
    const asked = given.length > 0 ? paths : [...staged.keys()];
    const absent = await absentPaths(repository, paths);
    return explainPaths(plan, asked).map((explanation) => {
      const { path } = explanation;
      const described = describe(explanation, staged.get(path), repository.top);
      return absent.has(path) && !staged.has(path) ? { ...described, reason: 'absent' } : described;
    });
  });
}

/** Those that are neither in the working tree nor in the index (which has more in a sparse checkout). */
async function absentPaths(
  { gitContext, top }: Repository,
  paths: readonly RepoPath[],
): Promise<ReadonlySet<RepoPath>> {
  const gone = paths.filter((path) => lstatIfExists(joinPath(top, path)) === undefined);
  if (gone.length === 0) return new Set();
  const patterns = gone.map((path) => `:(top,literal)${path}`);
  const { stdout } = await git(gitContext, ['ls-files', '-z', '--', ...patterns]);
  const known = new Set(splitNames(stdout));
  return new Set(gone.filter((path) => !known.has(path)));
}

function fromTop({ userDirectory, top }: Repository, given: string): RepoPath {
  const absolute = resolvePath(userDirectory, given);
  // What leads to the working tree may be a link; a link in it is not followed.
  const real = isWithin(top, absolute) ? absolute : withRealParent(absolute);
  if (isWithin(top, real)) return real.slice(top.length + 1).replace(/\/+$/, '') as RepoPath;
  throw new Failure('usage', `${given} is not in this working tree.`, {
    why: `Its top is ${top}.`,
  });
}

function withRealParent(path: AbsolutePath): AbsolutePath {
  const parent = realPath(absolutePath(dirname(path)));
  return parent === undefined ? path : joinPath(parent, baseName(path));
}

function describe(
  explanation: PathExplanation,
  change: Change | undefined,
  top: AbsolutePath,
): Explanation {
  const { path } = explanation;
  const reason = notLinted(explanation, change, top);
  if (reason.reason === 'directory' || explanation.kind === 'unowned')
    return { path, tasks: [], ...reason };
  const { service } = explanation;
  const applies = reason.reason === undefined || reason.reason === 'not-staged';
  const patterns = applies && explanation.kind === 'matched' ? explanation.patterns : [];
  return {
    path,
    service: serviceName(service),
    directory: service.directory,
    declaredIn: service.declaredIn,
    tasks: patterns.flatMap((pattern) => explainTasks(pattern, service, path)),
    ...reason,
  };
}

function notLinted(
  { path, kind }: PathExplanation,
  change: Change | undefined,
  top: AbsolutePath,
): { reason?: NotLinted } {
  if (change !== undefined && change.kind !== 'file' && change.kind !== 'unmerged') {
    return { reason: change.kind };
  }
  const found = lstatIfExists(joinPath(top, path));
  if (change === undefined && found?.isDirectory() === true) return { reason: 'directory' };
  if (kind === 'unowned') return { reason: 'no-service' };
  if (kind === 'unmatched') return { reason: 'no-task' };
  if (change !== undefined) return {};
  return { reason: found?.isSymbolicLink() === true ? 'symlink' : 'not-staged' };
}

function explainTasks(pattern: Pattern, service: Service, path: RepoPath): ExplainedTask[] {
  return pattern.tasks.map((task) => {
    const { kind } = task;
    switch (kind) {
      case 'command': {
        const argv = commandLine(task, [servicePath(service.directory, path)]);
        return { pattern: pattern.glob, kind, argv };
      }
      case 'function':
        return { pattern: pattern.glob, kind };
      case 'titled':
        return { pattern: pattern.glob, kind, title: task.title };
    }
  });
}
