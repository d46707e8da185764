// Finds the directory in which a service's packages are installed, and the package manager.
import { existsSync } from 'node:fs';
import {
  managerIn,
  pythonManagerIn,
  type PackageHome,
  type PackageHomes,
} from '../base/package-manager.ts';
import { fsPath } from '../base/names.ts';
import { joinPath, selfAndAncestors, type AbsolutePath, type RepoPath } from '../base/paths.ts';

/** By the nearest lock files at or above the directory `service`; without one, npm in that directory. */
export function findPackageHomes(root: AbsolutePath, service: RepoPath): PackageHomes {
  const nearest = <Manager>(
    managerOf: (has: (name: string) => boolean) => Manager | undefined,
  ): PackageHome<Manager> | undefined => {
    for (const directory of selfAndAncestors(service)) {
      const absolute = joinPath(root, directory);
      const manager = managerOf((name) => existsSync(fsPath(joinPath(absolute, name))));
      if (manager !== undefined) return { manager, directory };
    }
    return undefined;
  };
  return {
    node: nearest(managerIn) ?? { manager: 'npm', directory: service },
    python: nearest(pythonManagerIn),
  };
}
