// The command that installs programs for a repository, with its package manager.
import { ADD, managerIn } from '../base/package-manager.ts';

/** `has` says whether the top of the repository has a file of that name. */
export function installCommand(has: (name: string) => boolean, names: readonly string[]): string {
  const list = names.join(' ');
  if (!has('package.json')) return `npm install --global ${list}`;
  const manager = managerIn(has) ?? 'npm';
  const isWorkspace = manager === 'pnpm' && has('pnpm-workspace.yaml');
  return `${ADD[manager]} ${isWorkspace ? '--workspace-root ' : ''}${list}`;
}
