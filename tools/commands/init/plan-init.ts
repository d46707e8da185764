// Plans everything that `init` would write in a repository. Writes nothing.
import type { ManualStep, FileEdit, ListedService, InitPlan } from '../../base/model/init-plan.ts';
import { serviceName } from '../../base/model/service.ts';
import { directoriesAbove, type RepoPath } from '../../base/paths.ts';
import type { Repository } from '../../git/repository.ts';
import { hooksDirectory } from '../../hook/git-hooks.ts';
import { LEFTHOOK_NAMES } from '../../hook/lefthook-names.ts';
import { callsSwitchyard } from '../../hook/read-lefthook.ts';
import { findServices, type FoundServices } from '../../init/find-services.ts';
import { namedConfiguration, migrateNamedConfiguration } from '../../init/named-configuration.ts';
import {
  addServices,
  declare,
  renderConfiguration,
  renderServices,
} from '../../init/render-configuration.ts';
import type { Tasks } from '../../init/tasks.ts';
import {
  migrateHusky,
  migrateNanoStaged,
  migratePackageHooks,
} from '../../init/migrate-hook-tools.ts';
import { migrateOvercommit, migratePreCommit } from '../../init/migrate-pre-commit.ts';
import { renderWorkflow, WORKFLOW_PATH } from '../../init/workflow-file.ts';
import type { CommandContext } from '../context.ts';
import { declaredServices, type DeclaredServices } from './declared-services.ts';
import { listProposed, listDeclared } from './listed-services.ts';
import { planHook } from './plan-hook.ts';
import { planScripts } from './plan-scripts.ts';
import { proposedServices, type ProposedService } from './proposed-services.ts';
import { ignoredPaths, readWorkingTree, type WorkingTree } from '../working-tree.ts';

const CONFIGURATION = 'switchyard.config.json' as RepoPath;

/** The plan for the repository. Fails with `usage` if a configuration file at the top is invalid. */
export async function planInit(context: CommandContext, repository: Repository): Promise<InitPlan> {
  const tree = await readWorkingTree(repository);
  const [declared, hooks] = await Promise.all([
    declaredServices(context, repository, tree),
    hooksDirectory(repository),
  ]);
  const found = findServices(tree);
  const canAdd = declared.rootFile === CONFIGURATION && startsSwitchyard(tree);
  const { proposed, notes, others } = proposedServices(found.services, declared, canAdd);
  const known = listDeclared(declared);
  const services = [...known, ...proposed.map((each) => listProposed(each, CONFIGURATION))];
  if (services.length === 0) return { services, edits: [], notes: found.notes, manualSteps: [] };
  // No globs beside declared services: one could declare a directory that lint-staged's configuration declares too.
  const directories = directoriesAbove(declared.services.length === 0 ? tree.paths : []);
  const entries = new Map(declare({ ...found, services: proposed }, directories));
  for (const { directory, inherited } of proposed) {
    if (inherited.size === 0) continue;
    const name = serviceName({ directory });
    entries.set(name, new Map([...inherited, ...(entries.get(name) ?? [])]));
  }
  const isOpen = declared.isOpen || [...entries.keys()].some((name) => name.includes('*'));
  const hook = await planHook(repository, tree, { services, isOpen });
  const scripts = planScripts(tree, hook.isReady);
  const edits = [
    ...planConfiguration(tree, entries),
    ...hook.edits,
    ...scripts.edits,
    ...planWorkflow(tree, known, services),
  ];
  const named = namedConfiguration(tree);
  const tools = new Set(services.flatMap((service) => service.tools));
  const isWorkflowPlanned = edits.some(({ path }) => path === WORKFLOW_PATH);
  return {
    services,
    edits,
    notes: [
      ...existingNotes(declared, proposed, named),
      ...notes,
      ...(proposed.length > 0 ? found.notes : []),
    ],
    manualSteps: [
      ...(await unignoreWritten(repository, edits)),
      ...ignoreNodeModules(tree),
      ...undeclared(declared, { ...found, services: others }),
      ...hook.manualSteps,
      ...scripts.manualSteps,
      ...(isWorkflowPlanned ? [] : ciStep(tree)),
      ...migrateNamedConfiguration(named),
      ...migrateHusky(tree, hooks.setting?.value),
      ...migratePackageHooks(tree),
      ...migrateNanoStaged(tree),
      ...(await migratePreCommit(tree, tools)),
      ...(await migrateOvercommit(tree, tools)),
    ],
  };
}

/** Whether lefthook's file calls switchyard. Until then, a configuration may leave directories out on purpose. */
function startsSwitchyard(tree: WorkingTree): boolean {
  const file = LEFTHOOK_NAMES.find(tree.has);
  return file !== undefined && callsSwitchyard(tree.read(file) ?? '');
}

/** What to add to .gitignore if git ignores a file of `edits`, which is to be committed. */
async function unignoreWritten(
  repository: Repository,
  edits: readonly FileEdit[],
): Promise<ManualStep[]> {
  if (edits.length === 0) return [];
  const written = edits.map(({ path }) => path);
  const ignored = await ignoredPaths(repository, written);
  if (ignored.length === 0) return [];
  return [
    {
      what: 'git ignores files that are to be committed. To .gitignore, below what ignores them:',
      lines: ignored.map((path) => `!/${path}`),
    },
  ];
}

/** What to add to .gitignore if git does not ignore `node_modules`, as in a repository that had no packages so far. */
function ignoreNodeModules({ paths, tracked }: WorkingTree): ManualStep[] {
  const isPackage = (path: RepoPath): boolean => path.startsWith('node_modules/');
  if (!paths.some(isPackage) || tracked.some(isPackage)) return [];
  return [{ what: 'git does not ignore node_modules. To .gitignore:', lines: ['/node_modules/'] }];
}

/** `undefined` without a package.json: then switchyard is not installed in this repository. */
const schemaFor = (tree: WorkingTree): string | undefined =>
  tree.has('package.json') ? './node_modules/switchyard/schema.json' : undefined;

function existingNotes(
  { rootFile, lintStaged, failure }: DeclaredServices,
  proposed: readonly ProposedService[],
  named: readonly string[],
): string[] {
  const notes = [...lintStaged.values()]
    .filter((file) => !named.includes(file))
    .map((file) => `${file}: lint-staged's configuration stays as it is; switchyard reads it.`);
  if (failure !== undefined) notes.push(`It cannot be read yet: ${failure.message}`);
  if (rootFile !== undefined && proposed.length === 0) {
    notes.push(`${rootFile} is there and stays as it is.`);
  }
  return notes;
}

/** A new configuration file, or the existing one with `entries` added. */
function planConfiguration(tree: WorkingTree, entries: ReadonlyMap<string, Tasks>): FileEdit[] {
  if (entries.size === 0) return [];
  const before = tree.has(CONFIGURATION) ? tree.read(CONFIGURATION) : undefined;
  if (before === undefined) {
    return [{ path: CONFIGURATION, before, after: renderConfiguration(entries, schemaFor(tree)) }];
  }
  const after = addServices(before, entries);
  return after === undefined ? [] : [{ path: CONFIGURATION, before, after }];
}

function undeclared({ rootFile }: DeclaredServices, others: FoundServices): ManualStep[] {
  if (rootFile === undefined || others.services.length === 0) return [];
  return [
    {
      what: `Linters seem to be used where ${rootFile} declares no service. To its services:`,
      lines: renderServices(declare(others, new Set())),
    },
  ];
}

/** A new workflow; or `init`'s own, brought up to date, if it is still as written for the services `known`. */
function planWorkflow(
  tree: WorkingTree,
  known: readonly ListedService[],
  services: readonly ListedService[],
): FileEdit[] {
  const workflows = tree.paths.filter((path) => path.startsWith('.github/workflows/'));
  const before = tree.has(WORKFLOW_PATH) ? tree.read(WORKFLOW_PATH) : undefined;
  const isChecked = workflows.some((path) => callsCheck(tree, path));
  const isOurs = before !== undefined && before === renderWorkflow(known, tree);
  const after = renderWorkflow(services, tree);
  if (workflows.length === 0 || (!isOurs && (isChecked || before !== undefined))) return [];
  return before === after ? [] : [{ path: WORKFLOW_PATH, before, after }];
}

/** What to add where CI is set up and nothing of it calls `switchyard check`. */
function ciStep(tree: WorkingTree): ManualStep[] {
  const files = tree.paths.filter((path) => CI_FILE.test(path));
  if (files.length === 0 || files.some((path) => callsCheck(tree, path))) return [];
  return [
    {
      what: 'A step of CI, with all history fetched, for what a change touches:',
      lines: ['npx switchyard check --from BASE   # the commit or branch that it starts from'],
    },
  ];
}

const CI_FILE =
  /^(?:\.github\/workflows\/[^/]+|\.gitlab-ci\.yml|\.buildkite\/[^/]+|\.circleci\/config\.yml|azure-pipelines\.yml|bitbucket-pipelines\.yml|Jenkinsfile)$/;

const callsCheck = (tree: WorkingTree, path: RepoPath): boolean =>
  tree.read(path)?.includes('switchyard check') === true;
