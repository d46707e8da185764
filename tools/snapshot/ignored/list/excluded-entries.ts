// Recognises ignored entries that do not come into a snapshot: caches and outputs of linters and builds. In a snapshot
// linters write their own, which are kept there between runs.
import { dirname } from 'node:path';
import { lstat } from '../../../base/lookups.ts';
import {
  absolutePath,
  baseName,
  joinPath,
  type AbsolutePath,
  type RepoPath,
} from '../../../base/paths.ts';

/** Names and patterns of .gitignore for caches, files of editors, and outputs that linters do not need. */
export const EXCLUDED_NAMES: readonly string[] = `
  .cache .eslintcache .stylelintcache .prettiercache *.tsbuildinfo .turbo .nx .parcel-cache
  .rpt2_cache .rollup.cache .swc .vite .vitest .angular .vercel .netlify .output .nyc_output .wireit
  .ruff_cache .mypy_cache .dmypy.json .pytest_cache .pytype .pyre .hypothesis .tox .nox
  test-results playwright-report blob-report .coverage .coverage.* .ipynb_checkpoints __pycache__ *.py[co]
  .rubocop_cache .sass-cache .php-cs-fixer.cache .phpunit.cache .phpunit.result.cache
  .gradle .kotlin .bloop .metals .bsp .build .stack-work dist-newstyle .zig-cache zig-out
  .rspec_status *.sqlite3 *.sqlite3-* *.pid
  .idea .vscode .vs .DS_Store *.sw[op] *~ .#* \\#*# *.log .worktrees
`
  .trim()
  .split(/\s+/);

/** Whether a name in the path matches `EXCLUDED_NAMES`. */
export const hasExcludedName = (path: RepoPath): boolean => OWN.test(`/${path}/`);

const OWN = new RegExp(
  `/(${EXCLUDED_NAMES.join('|').replaceAll('.', '\\.').replaceAll('*', '[^/]*')})/`,
);

/** Whether an ignored directory is the output of a build, or a cache, by what lies in it or beside it. */
export function isBuildOutput(directory: AbsolutePath): boolean {
  const has = (path: string): boolean => lstat(joinPath(directory, path)) !== undefined;
  if (REPORTS.has(baseName(directory))) return true;
  for (const output of [directory, absolutePath(dirname(directory))]) {
    const files = BUILDS.get(baseName(output)) ?? [];
    if (files.some((file) => lstat(joinPath(output, `../${file}`)) !== undefined)) return true;
  }
  // In another working tree `.git` is a file, in a repository that was cloned here a directory.
  return has('CACHEDIR.TAG') || lstat(joinPath(directory, '.git'))?.isFile() === true;
}

const REPORTS = new Set(['coverage', 'htmlcov']);

/** Name of an output directory → files beside it that tell that it is one. */
const BUILDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['target', ['Cargo.toml', 'pom.xml', 'build.sbt']],
  ['build', ['build.gradle', 'build.gradle.kts']],
  ['_build', ['mix.exs', 'dune-project']],
  ['tmp', ['bin/rails']],
]);
