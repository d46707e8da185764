// A tree of files in memory, for what looks at a repository's files by name and text.
import type { RepoPath } from '../../../tools/base/paths.ts';
import type { Tree } from '../../../tools/init/tool-use.ts';

/** `ignored` files can be read, and git does not list them. */
export function treeOf(
  files: Readonly<Record<string, string>>,
  ignored: Readonly<Record<string, string>> = {},
): Tree {
  const all = { ...ignored, ...files };
  return {
    paths: (Object.keys(files) as RepoPath[]).sort(),
    has: (path) => path in files,
    read: (path) => all[path],
  };
}

export const packageJson = (content: object): string => JSON.stringify(content);
