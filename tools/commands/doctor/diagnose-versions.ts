// The programs that switchyard itself needs, and whether they are new enough.
import type { DoctorFinding } from '../../base/model/diagnosis.ts';
import { forLinters } from '../../base/environment.ts';
import { shownFrom } from '../../base/paths.ts';
import { isAtLeast, parseVersion } from '../../base/version.ts';
import { ask } from '../../doctor/program-version.ts';
import { git } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { installCommand } from '../../hook/install-command.ts';
import { LEAST_LEFTHOOK } from '../../hook/lefthook-jobs.ts';
import { findLefthook, onPath } from '../lefthook-program.ts';
import type { WorkingTree } from '../working-tree.ts';

const LEAST_GIT = '2.34';
const LEAST_NODE = '20.19';

/** `needsLefthook`: whether it is lefthook that starts switchyard. */
export async function diagnoseVersions(
  repository: Repository,
  tree: WorkingTree,
  needsLefthook: boolean,
): Promise<DoctorFinding[]> {
  const { stdout } = await git(repository.gitContext, ['version']);
  return [
    compare('git', stdout.toString(), LEAST_GIT, 'Install a newer git.'),
    compare('node', process.version, LEAST_NODE, 'Install a newer Node.js.'),
    ...(needsLefthook ? await diagnoseHookPrograms(repository, tree) : []),
  ];
}

function compare(
  name: string,
  stated: string,
  least: string,
  next: string,
  where = '',
): DoctorFinding {
  const version = parseVersion(stated) ?? [];
  const what = `${name} ${version.join('.')}${where}`;
  return isAtLeast(version, parseVersion(least) ?? [])
    ? { level: 'ok', what }
    : { level: 'problem', what: `${what}: ${least} or newer is needed`, next };
}

/** Looks for lefthook and switchyard. If both are missing, one finding has the command that installs both. */
async function diagnoseHookPrograms(
  repository: Repository,
  tree: WorkingTree,
): Promise<DoctorFinding[]> {
  const hasSwitchyard = onPath('switchyard', repository.top) !== undefined;
  const lefthook = await diagnoseLefthook(repository, tree);
  const names = [
    ...(lefthook === undefined ? ['lefthook'] : []),
    ...(hasSwitchyard ? [] : ['switchyard']),
  ];
  const found = lefthook === undefined ? [] : [lefthook];
  if (names.length === 0) return found;
  const what = `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not installed where the hook looks`;
  return [...found, { level: 'problem', what, next: installCommand(tree.has, names) }];
}

async function diagnoseLefthook(
  repository: Repository,
  tree: WorkingTree,
): Promise<DoctorFinding | undefined> {
  const { top } = repository;
  const lefthook = findLefthook(repository, tree);
  if (lefthook === undefined) return undefined;
  const { program, args } = lefthook;
  const call = { program, directory: top, environment: forLinters() };
  const answer = await ask(call, [...args, 'version']);
  const where = args.length === 0 ? shownFrom(top, program) : ['bundle', ...args].join(' ');
  const next = installCommand(tree.has, ['lefthook']);
  if (answer.kind !== 'version') {
    return { level: 'problem', what: `lefthook (${where}) does not say its version`, next };
  }
  return compare('lefthook', answer.version, LEAST_LEFTHOOK, next, ` (${where})`);
}
