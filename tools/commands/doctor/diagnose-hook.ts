// `doctor`'s look at the hook: whether a commit in this working tree starts switchyard.
import type { DoctorFinding } from '../../base/model/diagnosis.ts';
import type { Service } from '../../base/model/service.ts';
import type { Repository } from '../../git/repository.ts';
import { checkHook, type LefthookFile } from '../../hook/check-hook.ts';
import { hooksDirectory, preCommitHook } from '../../hook/git-hooks.ts';
import { LEFTHOOK_LOCAL_NAMES, LEFTHOOK_NAMES } from '../../hook/lefthook-names.ts';
import { readLefthookFile, type LefthookConfiguration } from '../../hook/read-lefthook.ts';
import { mergedLefthook } from '../lefthook-program.ts';
import type { WorkingTree } from '../working-tree.ts';

/**
 * Findings on the hook. `services` are the declared ones; `undefined` if the configuration could not be read.
 * `needsLefthook` tells whether lefthook has to start switchyard.
 */
export async function diagnoseHook(
  repository: Repository,
  tree: WorkingTree,
  services: readonly Service[] | undefined,
): Promise<{ findings: DoctorFinding[]; needsLefthook: boolean }> {
  const hooks = await hooksDirectory(repository);
  const hook = preCommitHook(hooks, repository.top);
  const [lefthook, local] = await Promise.all([
    firstOf(LEFTHOOK_NAMES, tree),
    firstOf(LEFTHOOK_LOCAL_NAMES, tree),
  ]);
  const merged = lefthook && (await mergedLefthook(repository, tree));
  const manifest = tree.read('package.json') ?? '';
  const findings = checkHook({
    hooks,
    hook,
    lefthook: lefthook && { ...lefthook, configuration: complete(lefthook, local, merged) },
    local,
    read: tree.read,
    services: services?.map(({ directory }) => directory),
    preparesHusky: /"(?:prepare|postinstall)"\s*:\s*"[^"]*\bhusky\b/.test(manifest),
  });
  return { findings, needsLefthook: hook.kind !== 'switchyard' };
}

/** The main file's configuration with the jobs of all files that lefthook merges. `local`'s own `rc` is left out. */
function complete(
  { configuration }: LefthookFile,
  local: LefthookFile | undefined,
  merged: LefthookConfiguration | undefined,
): LefthookConfiguration | undefined {
  if (configuration === undefined || merged === undefined) return configuration ?? merged;
  const brought = local?.configuration?.rc === undefined ? merged.rc : undefined;
  return { ...configuration, jobs: merged.jobs, rc: configuration.rc ?? brought };
}

/** The first of these files that exists, ignored by git or not (lefthook-local.yml usually is). */
async function firstOf(
  names: readonly string[],
  tree: WorkingTree,
): Promise<LefthookFile | undefined> {
  for (const name of names) {
    const text = tree.read(name);
    if (text === undefined) continue;
    return { name, configuration: await readLefthookFile(name, text) };
  }
  return undefined;
}
