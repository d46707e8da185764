// Whether a commit in this working tree reaches switchyard.
import type { Finding } from '../base/diagnosis.ts';
import type { Service } from '../base/service.ts';
import type { Repository } from '../git/repository.ts';
import { checkHook, type LefthookFile } from '../hook/check-hook.ts';
import { hooksDirectory, preCommitHook } from '../hook/git-hooks.ts';
import { isReadable, LEFTHOOK_LOCAL_NAMES, LEFTHOOK_NAMES } from '../hook/lefthook-names.ts';
import { readLefthook } from '../hook/read-lefthook.ts';
import type { WorkingTree } from './working-tree.ts';

export async function diagnoseHook(
  repository: Repository,
  tree: WorkingTree,
  services: readonly Service[] | undefined,
): Promise<{ findings: Finding[]; needsLefthook: boolean }> {
  const hooks = await hooksDirectory(repository);
  const hook = preCommitHook(hooks, repository.top);
  const [lefthook, local] = await Promise.all([
    firstOf(LEFTHOOK_NAMES, tree),
    firstOf(LEFTHOOK_LOCAL_NAMES, tree),
  ]);
  const manifest = tree.read('package.json') ?? '';
  const findings = checkHook({
    hooks,
    hook,
    lefthook,
    local,
    read: tree.read,
    services: services?.map(({ directory }) => directory),
    preparesHusky: /"(?:prepare|postinstall)"\s*:\s*"[^"]*\bhusky\b/.test(manifest),
  });
  return { findings, needsLefthook: hook.kind !== 'switchyard' };
}

/** Ignored files too: lefthook-local.yml usually is one. */
async function firstOf(
  names: readonly string[],
  tree: WorkingTree,
): Promise<LefthookFile | undefined> {
  for (const name of names) {
    const text = tree.read(name);
    if (text === undefined) continue;
    return { name, configuration: isReadable(name) ? await readLefthook(text) : undefined };
  }
  return undefined;
}
