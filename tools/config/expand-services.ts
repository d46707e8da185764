// Turns the declarations of the root configuration into services: a glob becomes those directories above the selected
// paths that it matches.
import { directoriesAbove, repoPath, type RepoPath } from '../base/paths.ts';
import type { Service } from '../base/model/service.ts';
import { didYouMean, misconfigured } from './misconfigured.ts';
import type { Declaration } from './parse-services.ts';
import type { ConfigurationSource } from './read-configuration.ts';
import { Unrepresentable } from './shape.ts';

export interface ExpandedServices {
  readonly services: readonly Service[];
  /** Whether a service is declared for a directory, also by a glob, and also without selected paths in it. */
  readonly declares: (directory: RepoPath) => boolean;
}

/** What is known of the repository. */
interface Surroundings extends Pick<ConfigurationSource, 'paths' | 'exists' | 'linkAt'> {
  /** Directory → the lint-staged configuration file that declares it. */
  readonly taken: ReadonlyMap<RepoPath, RepoPath>;
}

interface Glob {
  readonly declaration: Declaration;
  readonly matches: (directory: string) => boolean;
}

/**
 * An exact directory takes precedence over globs, and so does a directory's own file. Of several globs that match, the
 * one with the most literal characters counts; of equals, the last one. Fails with `usage` if an exact directory is
 * declared twice or does not exist.
 */
export async function expandServices(
  declarations: readonly Declaration[],
  { paths, taken, ...tree }: Surroundings,
): Promise<ExpandedServices> {
  const globs: Glob[] = [];
  const exact = new Map<RepoPath, Declaration>();
  const compiled = await Promise.all(
    declarations.map((declaration) => compileUnlessExact(declaration, tree)),
  );
  declarations.forEach((declaration, index) => {
    const matches = compiled[index];
    if (matches === undefined) addExact(exact, declaration, taken);
    else globs.unshift({ declaration, matches });
  });
  globs.sort((a, b) => literals(b.declaration) - literals(a.declaration));

  const services = new Map<RepoPath, Service>();
  for (const [directory, declaration] of exact) {
    services.set(directory, toService(declaration, directory));
  }
  for (const directory of directoriesAbove(paths)) {
    if (directory === '' || taken.has(directory) || services.has(directory)) continue;
    const glob = globs.find(({ matches }) => matches(directory));
    if (glob !== undefined) services.set(directory, toService(glob.declaration, directory));
  }
  return {
    services: [...services.values()],
    declares: (directory) =>
      exact.has(directory) || globs.some(({ matches }) => matches(directory)),
  };
}

async function compileUnlessExact(
  { directory, location }: Declaration,
  { exists, linkAt }: Pick<Surroundings, 'exists' | 'linkAt'>,
): Promise<Glob['matches'] | undefined> {
  // `[slug]` or `(group)` may be a directory's name. With a `*` it is surely a glob: asking would cost a git process.
  const isSurelyGlob = isGlob(directory) && /[*?]/.test(directory);
  if (directory === '' || (!isSurelyGlob && (await exists(repoPath(directory))))) return undefined;
  if (!isGlob(directory)) {
    const link = await linkAt(repoPath(directory));
    const found = link && new Unrepresentable(`the symbolic link ${JSON.stringify(link)}`);
    throw misconfigured(location, 'a directory that exists', found ?? directory);
  }
  const { default: micromatch } = await import('micromatch');
  return micromatch.matcher(directory, { dot: true });
}

function addExact(
  exact: Map<RepoPath, Declaration>,
  declaration: Declaration,
  taken: ReadonlyMap<RepoPath, RepoPath>,
): void {
  const directory = repoPath(declaration.directory);
  const first = exact.get(directory)?.location.keys.at(-1);
  const other = first === undefined ? taken.get(directory) : JSON.stringify(first);
  if (other !== undefined) {
    const found = `the directory that ${other} declares too`;
    throw misconfigured(declaration.location, 'each directory once', new Unrepresentable(found));
  }
  exact.set(directory, declaration);
}

/** Fails with `usage` if a declaration uses a service that nothing declares. */
export function checkUses(
  declarations: readonly Declaration[],
  declares: (directory: RepoPath) => boolean,
  known: readonly RepoPath[],
): void {
  for (const { uses, location } of declarations) {
    for (const used of uses === 'all' ? [] : uses) {
      if (declares(repoPath(used))) continue;
      const inUses = { ...location, keys: [...location.keys, 'uses'] };
      throw misconfigured(inUses, 'declared services', used, didYouMean(used, known));
    }
  }
}

const toService = (
  { location, uses, patterns, missing, timeout }: Declaration,
  directory: RepoPath,
): Service => ({
  directory,
  declaredIn: location.file,
  patterns,
  uses: uses === 'all' ? 'all' : uses.filter((used) => used !== directory).map(repoPath),
  missing,
  timeout,
});

const MAGIC = /[*?]|[!+@]\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|\([^)]*\)/g;

const isGlob = (directory: string): boolean =>
  !directory.startsWith('!') && directory.search(MAGIC) !== -1;

const literals = ({ directory }: Declaration): number => directory.replace(MAGIC, '').length;
