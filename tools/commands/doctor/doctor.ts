// `switchyard doctor`: what would fail at the next commit, and what mends it. Writes nothing, completes
// nothing, and runs no linter.
import { asProblem, type Diagnosis, type DoctorFinding } from '../../base/model/diagnosis.ts';
import { Failure } from '../../base/errors.ts';
import type { RepoPath } from '../../base/paths.ts';
import type { Service } from '../../base/model/service.ts';
import { ROOT_NAMES } from '../../config/configuration-names.ts';
import { NothingDeclared } from '../../config/read-configuration.ts';
import { uncoveredEndings } from '../../doctor/uncovered.ts';
import type { Repository } from '../../git/repository.ts';
import { route } from '../../route/route.ts';
import type { CommandContext } from '../context.ts';
import { diagnoseHook } from './diagnose-hook.ts';
import { diagnoseServices } from './diagnose-services.ts';
import { diagnoseStorage } from './diagnose-storage.ts';
import { diagnoseVersions } from './diagnose-versions.ts';
import { readWorkingTree, workingConfiguration, type WorkingTree } from '../working-tree.ts';

const MAX_EXTENSIONS = 5;

/** Configuration that cannot be read is a finding. Fails only outside of a repository. */
export async function doctor(context: CommandContext): Promise<Diagnosis> {
  const repository = await context.repository;
  const tree = await readWorkingTree(repository);
  const { services, findings } = await readServices(context, repository, tree);
  const plan = await route(services, tree.tracked);
  const uncovered = [...plan.unowned, ...plan.services.flatMap(({ unmatched }) => unmatched)];
  const isKnown = services.length > 0;
  const hook = await diagnoseHook(repository, tree, isKnown ? services : undefined);
  const [versions, health, storage] = await Promise.all([
    diagnoseVersions(repository, tree, hook.needsLefthook),
    diagnoseServices(repository, services, plan),
    diagnoseStorage(repository),
  ]);
  return {
    versions,
    hook: hook.findings,
    configuration: findings,
    services: health,
    uncovered: uncoveredEndings(uncovered, MAX_EXTENSIONS),
    ...storage,
  };
}

async function readServices(
  context: CommandContext,
  repository: Repository,
  tree: WorkingTree,
): Promise<{ services: readonly Service[]; findings: DoctorFinding[] }> {
  try {
    const configuration = await workingConfiguration(context, repository, tree);
    await configuration.close();
    const { services, warnings } = configuration;
    const findings: DoctorFinding[] = warnings.map((what) => ({ level: 'warning', what }));
    if (services.length === 0) findings.push(nothingDeclared);
    else findings.unshift({ level: 'ok', what: declaredIn(services) });
    return { services, findings };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error instanceof NothingDeclared && !ROOT_NAMES.some(tree.has)) {
      return { services: [], findings: [nothingDeclared] };
    }
    return { services: [], findings: [asProblem(error)] };
  }
}

const nothingDeclared: DoctorFinding = {
  level: 'problem',
  what: 'there is no configuration: nothing says which linters to run',
  next: 'npx switchyard init',
};

function declaredIn(services: readonly Service[]): string {
  const files = new Set<RepoPath>(services.map((service) => service.declaredIn));
  const [first] = files;
  const count = `${services.length} service${services.length === 1 ? '' : 's'}`;
  return files.size === 1 ? `${count} in ${first ?? ''}` : `${count} in ${files.size} files`;
}
