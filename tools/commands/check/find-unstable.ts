// Finds linters that are not idempotent, by running them a second time on their own result.
import { readFileSync } from 'node:fs';
import type { Unstable } from '../../base/model/check-outcome.ts';
import { lstatIfExists } from '../../base/files.ts';
import { fsPath } from '../../base/names.ts';
import { hasPassed } from '../../base/model/outcome.ts';
import { joinPath, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import type { ServicePlan } from '../../base/model/plan.ts';
import type { Repository } from '../../git/repository.ts';
import { lint } from '../../lint/lint.ts';
import { taskName } from '../../lint/run-task.ts';
import { narrowPlan } from '../../route/narrow-plan.ts';
import type { CommandContext } from '../context.ts';
import type { LintedServices, Linting } from '../lint-files.ts';
import { fixesOf } from '../lint-staged-files.ts';

/**
 * Runs the linters that passed and changed files once more on these files, in the same snapshot, and returns those that
 * change or fail them again. A commit through the hook would hold the first result, and `check` could never pass.
 */
export async function findUnstable(
  { signal, onProgress, concurrency }: CommandContext,
  repository: Repository,
  { services, snapshot }: LintedServices,
  linting: Linting,
): Promise<Unstable[]> {
  const changing = services.filter((service) => service.fixes.length > 0 && hasPassed(service));
  if (changing.length === 0) return [];
  const made = new Map(fixesOf(changing).map(({ path, fix }) => [path, fix]));
  const plans = changing.map(({ result }) => result.plan);
  const again = narrowPlan({ services: plans, unowned: [] }, (path) => made.has(path));
  const trees = { root: snapshot.root, top: repository.top };
  const options = { ...trees, ...linting, signal, onProgress, concurrency };
  const results = await lint(again.services, options);
  signal.throwIfAborted();
  return results.flatMap(({ plan, commands }): Unstable[] => {
    const changed = plan.paths.filter(
      (path) => !holds(joinPath(snapshot.root, path), made.get(path)),
    );
    const failed = commands.some(({ status }) => status.kind !== 'passed');
    const paths = changed.length > 0 || !failed ? changed : plan.paths;
    return byChain(plan, paths).map((chain) =>
      changed.length > 0 ? chain : { ...chain, paths: [] },
    );
  });
}

/** Groups paths by their list of commands. */
function byChain(plan: ServicePlan, paths: readonly RepoPath[]): Unstable[] {
  const chains = new Map<string, { commands: readonly string[]; paths: RepoPath[] }>();
  for (const path of paths) {
    const tasks = plan.steps
      .filter((step) => step.paths.includes(path))
      .flatMap(({ pattern }) => pattern.tasks.map(taskName));
    const commands = [...new Set(tasks)];
    const key = commands.join('\0');
    const chain = chains.get(key) ?? { commands, paths: [] };
    chain.paths.push(path);
    chains.set(key, chain);
  }
  return [...chains.values()].map((chain) => ({ service: plan.service, ...chain }));
}

const holds = (file: AbsolutePath, content: Buffer | undefined): boolean =>
  content !== undefined &&
  lstatIfExists(file)?.isFile() === true &&
  readFileSync(fsPath(file)).equals(content);
