// What the configuration of a repository declares already, for `init` to build on.
import { Failure } from '../../base/errors.ts';
import { parentOf, baseName, type RepoPath } from '../../base/paths.ts';
import type { Plan } from '../../base/model/plan.ts';
import type { Service } from '../../base/model/service.ts';
import {
  isInstalled,
  isPackageFile,
  LINT_STAGED_NAMES,
  ROOT_NAMES,
} from '../../config/configuration-names.ts';
import type { Repository } from '../../git/repository.ts';
import { parseObject } from '../../init/package-file.ts';
import { listedText } from '../../init/tool-use.ts';
import { route } from '../../route/route.ts';
import type { CommandContext } from '../context.ts';
import { workingConfiguration, type WorkingTree } from '../working-tree.ts';

export interface DeclaredServices {
  /** The file at the top that declares services. */
  readonly rootFile: RepoPath | undefined;
  readonly services: readonly Service[];
  /** Directory → its lint-staged configuration file. */
  readonly lintStaged: ReadonlyMap<RepoPath, RepoPath>;
  /** The plan for all tracked files. */
  readonly plan: Plan;
  /** Whether a service is declared by a glob of directories (`packages/*`), so that new ones can appear. */
  readonly isOpen: boolean;
  /** Why lint-staged's configuration cannot be read. */
  readonly failure: Failure | undefined;
}

/** Throws if a configuration file at the top is invalid. For lint-staged's configuration, see `failure`. */
export async function declaredServices(
  context: CommandContext,
  repository: Repository,
  tree: WorkingTree,
): Promise<DeclaredServices> {
  const packageText = listedText(tree, 'package.json');
  const rootFile = (ROOT_NAMES.find(tree.has) ??
    (hasKey(packageText, 'switchyard') ? 'package.json' : undefined)) as RepoPath | undefined;
  const lintStaged = new Map<RepoPath, RepoPath>();
  for (const path of tree.paths) {
    if (!LINT_STAGED_NAMES.includes(baseName(path)) || isInstalled(path)) continue;
    if (isPackageFile(path) && !declaresInPackage(path, tree.read(path))) continue;
    if (!lintStaged.has(parentOf(path))) lintStaged.set(parentOf(path), path);
  }
  const declared = { rootFile, lintStaged, isOpen: isOpen(rootFile, tree) };
  const nothing = { services: [], plan: { services: [], unowned: tree.tracked } };
  if (rootFile === undefined && lintStaged.size === 0) {
    return { ...declared, ...nothing, failure: undefined };
  }
  try {
    const configuration = await workingConfiguration(context, repository, tree);
    try {
      const { services } = configuration;
      const plan = await route(services, tree.tracked);
      return { ...declared, services, plan, failure: undefined };
    } finally {
      await configuration.close();
    }
  } catch (error) {
    if (!(error instanceof Failure) || rootFile !== undefined) throw error;
    return { ...declared, ...nothing, failure: error };
  }
}

const declaresInPackage = (path: RepoPath, text: string | undefined): boolean =>
  path.endsWith('.json')
    ? hasKey(text, 'lint-staged')
    : /^["']?lint-staged["']?\s*:/m.test(text ?? '');

function hasKey(text: string | undefined, key: string): boolean {
  const value = text === undefined ? undefined : parseObject(text)?.[key];
  return value !== undefined && value !== null && value !== false;
}

/** Whether the file has a key with a star, such as `"packages/*":`; it may be a program, which is not run for this. */
function isOpen(rootFile: RepoPath | undefined, tree: WorkingTree): boolean {
  const text = rootFile === undefined ? '' : (tree.read(rootFile) ?? '');
  return /["'`][\w@./-]+\/\*+["'`]\s*:/.test(text);
}
