// Plans of one service, as routing would make them.
import { repoPath } from '../../../tools/base/paths.ts';
import type { ServicePlan, Step } from '../../../tools/base/model/plan.ts';
import type { Service, Task } from '../../../tools/base/model/service.ts';

type Tasks = string | Task | readonly (string | Task)[];

/** A plan of one service: each step is its tasks and its paths from the top. */
export function plan(
  directory: string,
  steps: readonly (readonly [Tasks, readonly string[]])[],
  options: Partial<Service> = {},
): ServicePlan {
  const planned = steps.map(([tasks, paths]): Step => {
    const list = typeof tasks === 'string' || 'kind' in tasks ? [tasks] : tasks;
    return {
      pattern: {
        glob: '*',
        tasks: list.map((task) =>
          typeof task === 'string' ? { kind: 'command', command: task } : task,
        ),
      },
      paths: paths.map(repoPath),
    };
  });
  return {
    service: {
      directory: repoPath(directory),
      declaredIn: repoPath('switchyard.config.json'),
      patterns: planned.map(({ pattern }) => pattern),
      uses: 'all',
      missing: 'fail',
      timeout: 30,
      ...options,
    },
    steps: planned,
    paths: [...new Set(planned.flatMap(({ paths }) => paths))],
    unmatched: [],
  };
}
