// Which ignored entries stay with the user: what linters and builds write for themselves. In the
// snapshot they make their own, which last there.
import { baseName, below, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import { look } from '../../base/look.ts';

/** Names and patterns, as git takes them, of caches, states of editors and outputs nobody reads. */
export const LINTERS_OWN: readonly string[] = `
  .cache .eslintcache .stylelintcache .prettiercache *.tsbuildinfo .turbo .nx .parcel-cache
  .rpt2_cache .rollup.cache .swc .vite .vitest .angular .vercel .netlify .output .nyc_output .wireit
  .ruff_cache .mypy_cache .dmypy.json .pytest_cache .pytype .pyre .hypothesis .tox .nox
  .coverage .coverage.* .ipynb_checkpoints __pycache__ *.py[co]
  .rubocop_cache .sass-cache .php-cs-fixer.cache .phpunit.cache .phpunit.result.cache
  .gradle .kotlin .bloop .metals .bsp .build .stack-work dist-newstyle .zig-cache zig-out
  .idea .vscode .vs .DS_Store *.sw[op] *.log .worktrees
`
  .trim()
  .split(/\s+/);

/** Whether a path is, or lies in, something with a name of `LINTERS_OWN`. */
export const hasOwnName = (path: RepoPath): boolean => OWN.test(`/${path}/`);

const OWN = new RegExp(
  `/(${LINTERS_OWN.join('|').replaceAll('.', '\\.').replaceAll('*', '[^/]*')})/`,
);

/** Whether an ignored directory, going by what lies in it or beside it, is a build's or a cache. */
export function isBuildOutput(directory: AbsolutePath): boolean {
  const has = (path: string): boolean => look(below(directory, path)) !== undefined;
  if (REPORTS.has(baseName(directory))) return true;
  if (BUILDS.get(baseName(directory))?.some((file) => has(`../${file}`)) === true) return true;
  // In another working tree `.git` is a file, in a repository that was cloned here a directory.
  return has('CACHEDIR.TAG') || look(below(directory, '.git'))?.isFile() === true;
}

const REPORTS = new Set(['coverage', 'htmlcov']);

/** Names of outputs, and the files beside them that tell that they are one. */
const BUILDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['target', ['Cargo.toml', 'pom.xml', 'build.sbt']],
  ['build', ['build.gradle', 'build.gradle.kts']],
  ['_build', ['mix.exs', 'dune-project']],
]);
