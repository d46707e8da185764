// What to type to install programs for a repository, with the package manager that it uses.

/** `has` says whether the top of the repository has a file of that name. */
export function installCommand(has: (name: string) => boolean, names: readonly string[]): string {
  const list = names.join(' ');
  if (!has('package.json')) return `npm install --global ${list}`;
  if (has('pnpm-lock.yaml')) {
    return `pnpm add --save-dev ${has('pnpm-workspace.yaml') ? '--workspace-root ' : ''}${list}`;
  }
  if (has('yarn.lock')) return `yarn add --dev ${list}`;
  if (has('bun.lock') || has('bun.lockb')) return `bun add --dev ${list}`;
  return `npm install --save-dev ${list}`;
}
