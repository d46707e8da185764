// Services as configuration would declare them.
import { repoPath, type RepoPath } from '../../../tools/base/paths.ts';
import type { Service } from '../../../tools/base/model/service.ts';

/** Services by directory, each with the commands of its patterns. */
export const servicesOf = (
  declared: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Service[] =>
  Object.entries(declared).map(([directory, tasks]) => ({
    directory: repoPath(directory === '.' ? '' : directory),
    declaredIn: repoPath('switchyard.config.json'),
    patterns: Object.entries(tasks).map(([glob, command]) => ({
      glob,
      tasks: [{ kind: 'command', command }],
    })),
    uses: 'all',
    missing: 'fail',
    timeout: 600,
  }));

export const paths = (...written: string[]): RepoPath[] => written.map(repoPath);
