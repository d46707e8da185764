// The programs that switchyard itself needs, and whether they are new enough.
import type { Finding } from '../base/diagnosis.ts';
import { forLinters, variable } from '../base/environment.ts';
import { absolutePath, below, type AbsolutePath } from '../base/paths.ts';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { ask, type VersionAnswer } from '../doctor/program-version.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { installCommand } from '../hook/install-command.ts';
import { LEAST_LEFTHOOK } from '../hook/lefthook-jobs.ts';
import { findProgram } from '../lint/find-program.ts';
import type { WorkingTree } from './working-tree.ts';

const LEAST_GIT = '2.31';
const LEAST_NODE = '20.19';

/** `needsLefthook`: whether it is lefthook that starts switchyard. */
export async function diagnoseVersions(
  repository: Repository,
  tree: WorkingTree,
  needsLefthook: boolean,
): Promise<Finding[]> {
  const { stdout } = await git(repository.place, ['version']);
  return [
    compare('git', stdout.toString(), LEAST_GIT, 'Install a newer git.'),
    compare('node', process.version, LEAST_NODE, 'Install a newer Node.js.'),
    ...(needsLefthook ? await diagnoseHookPrograms(repository, tree) : []),
  ];
}

function compare(name: string, stated: string, least: string, next: string, where = ''): Finding {
  const version = parseVersion(stated) ?? [];
  const what = `${name} ${version.join('.')}${where}`;
  return isAtLeast(version, parseVersion(least) ?? [])
    ? { level: 'ok', what }
    : { level: 'problem', what: `${what}: ${least} or newer is needed`, next };
}

/** Both are the same command to type, if neither is there. */
async function diagnoseHookPrograms(repository: Repository, tree: WorkingTree): Promise<Finding[]> {
  const hasSwitchyard = onPath('switchyard', repository.top) !== undefined;
  const lefthook = await findLefthook(repository, tree);
  const names = [
    ...(lefthook === undefined ? ['lefthook'] : []),
    ...(hasSwitchyard ? [] : ['switchyard']),
  ];
  const found = lefthook === undefined ? [] : [lefthook];
  if (names.length === 0) return found;
  const what = `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not installed where the hook looks`;
  return [...found, { level: 'problem', what, next: installCommand(tree.has, names) }];
}

/** Where the hook's own script finds it: LEFTHOOK_BIN, node_modules, PATH, Bundler. */
async function findLefthook({ top }: Repository, tree: WorkingTree): Promise<Finding | undefined> {
  const next = installCommand(tree.has, ['lefthook']);
  const own = variable('LEFTHOOK_BIN');
  const found = own === undefined ? onPath('lefthook', top) : absolutePath(own);
  const environment = forLinters();
  const place = { directory: top, environment };
  const where = found === undefined ? 'bundle exec lefthook' : shown(found, top);
  let answer: VersionAnswer | undefined;
  if (found !== undefined) answer = await ask({ program: found, ...place }, ['version']);
  else if (/^ {4}lefthook \(/m.test(tree.read('Gemfile.lock') ?? '')) {
    const bundle = onPath('bundle', top);
    if (bundle !== undefined) {
      answer = await ask({ program: bundle, ...place }, ['exec', 'lefthook', 'version']);
    }
  }
  if (answer === undefined) return undefined;
  if (answer.kind !== 'version') {
    return { level: 'problem', what: `lefthook (${where}) does not say its version`, next };
  }
  return compare('lefthook', answer.version, LEAST_LEFTHOOK, next, ` (${where})`);
}

/** The rc file puts the programs of the top's packages first. */
function onPath(name: string, top: AbsolutePath): AbsolutePath | undefined {
  const inherited = (variable('PATH') ?? '').split(':').filter((each) => each.startsWith('/'));
  const path = [below(top, 'node_modules/.bin'), ...inherited.map(absolutePath)];
  const search = findProgram(name, top, path);
  return search.kind === 'found' ? search.program : undefined;
}

const shown = (program: AbsolutePath, top: AbsolutePath): string =>
  program.startsWith(`${top}/`) ? program.slice(top.length + 1) : program;
