// Where a service's packages are installed, and by which package manager.
import { existsSync } from 'node:fs';
import { managerIn, type PackageHome } from '../base/package-manager.ts';
import { fsPath } from '../base/names.ts';
import { ancestors, below, type AbsolutePath, type RepoPath } from '../base/paths.ts';

/** The nearest lock file at or above `service`; without one, npm, there. */
export function findPackageHome(root: AbsolutePath, service: RepoPath): PackageHome {
  for (const directory of service === '' ? [service] : [service, ...ancestors(service)]) {
    const place = below(root, directory);
    const manager = managerIn((name) => existsSync(fsPath(below(place, name))));
    if (manager !== undefined) return { manager, directory };
  }
  return { manager: 'npm', directory: service };
}
