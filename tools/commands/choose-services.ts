// Resolves the service names of a command line.
import { Failure } from '../base/errors.ts';
import { closestWord } from '../base/nearest.ts';
import { repoPath, resolvePath, type RepoPath } from '../base/paths.ts';
import { serviceName } from '../base/model/service.ts';
import type { Configuration } from '../config/read-configuration.ts';
import type { Repository } from '../git/repository.ts';

/**
 * The directories of the named services, of all if `names` is empty. A name is a directory: repo-relative, or else
 * relative to the user's directory. Fails with `usage` for a name that no service has.
 */
export function chooseServices(
  { services, declares }: Configuration,
  names: readonly string[],
  repository: Repository,
): ReadonlySet<RepoPath> {
  if (names.length === 0) return new Set(services.map(({ directory }) => directory));
  return new Set(
    names.map((name) => {
      const chosen = readings(name, repository).find(declares);
      if (chosen !== undefined) return chosen;
      const known = services.map(serviceName);
      const meant = closestWord(name, known);
      throw new Failure('usage', `No service is called ${name}.`, {
        why: `The services are: ${known.join(', ') || '(none)'}.`,
        ...(meant !== undefined && { next: `Did you mean ${meant}?` }),
      });
    }),
  );
}

/** The directories that a name may mean, repo-relative, in order of precedence. */
function readings(name: string, repository: Repository): RepoPath[] {
  const fromTop = resolvePath(repository.top, name);
  const fromUser = resolvePath(repository.userDirectory, name);
  return [fromTop, fromUser].flatMap((absolute) => {
    const trimmed = absolute.replace(/\/+$/, '');
    if (trimmed === repository.top) return [repoPath('')];
    const inside = trimmed.startsWith(`${repository.top}/`);
    return inside ? [repoPath(trimmed.slice(repository.top.length + 1))] : [];
  });
}
