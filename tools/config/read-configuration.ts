// Reads all configuration that can concern the selected paths, and returns the services.
import { allOf } from '../base/all-of.ts';
import { Failure } from '../base/errors.ts';
import { baseName, directoriesAbove, parentOf, type RepoPath } from '../base/paths.ts';
import type { Service } from '../base/model/service.ts';
import { ROOT_NAMES } from './configuration-names.ts';
import { checkUses, expandServices } from './expand-services.ts';
import { readLintStagedFiles } from './read-lint-staged-files.ts';
import { loadFile, type ConfigurationFile, type Loading } from './load-file.ts';
import { DEFAULT_TIMEOUT, parseServices, type RootConfiguration } from './parse-services.ts';

export type { ConfigurationFile } from './load-file.ts';

export interface ConfigurationSource {
  /** Every file of the tree with the name of a configuration file. */
  readonly files: readonly ConfigurationFile[];
  /** The selected paths. */
  readonly paths: readonly RepoPath[];
  /** Whether the tree has this directory. */
  readonly exists: (directory: RepoPath) => Promise<boolean>;
  /** The symbolic link in the tree that is `directory`, or leads to it. */
  readonly linkAt: (directory: RepoPath) => Promise<RepoPath | undefined>;
  /** The argv that starts a configuration host. */
  readonly hostProgram: readonly string[];
  /** Interrupts the import of configuration programs. */
  readonly signal: AbortSignal;
}

export interface Configuration {
  /** Sorted by directory: all services declared by name, and those of globs and files that can own a selected path. */
  readonly services: readonly Service[];
  /** Whether a service is declared for a directory, also without selected paths in it. */
  readonly declares: (directory: RepoPath) => boolean;
  /** Sentences about configuration files that are not read. */
  readonly warnings: readonly string[];
  /** Ends the configuration hosts, which run the functions of `services`. */
  readonly close: () => Promise<void>;
}

/**
 * Reads the root configuration, and lint-staged's files in the directories above the selected paths (elsewhere only for
 * `../` patterns). Fails with `usage` if one is invalid, or if there are paths and no configuration; then all
 * configuration hosts are ended.
 */
export async function readConfiguration(source: ConfigurationSource): Promise<Configuration> {
  const closing: (() => void)[] = [];
  const close = (): Promise<void> => {
    for (const end of closing) end();
    return Promise.resolve();
  };
  const loading: Loading = {
    hostProgram: source.hostProgram,
    signal: source.signal,
    onClose: (end) => closing.push(end),
  };
  try {
    return { ...(await readServices(source, loading)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readServices(
  { files, paths, exists, linkAt }: ConfigurationSource,
  loading: Loading,
): Promise<Omit<Configuration, 'close'>> {
  const directories = directoriesAbove(paths);
  const readOnce = files.map(reading);
  const [root, own] = await allOf([
    readRoot(readOnce, loading),
    readLintStagedFiles(readOnce, directories, loading),
  ]);
  const declarations = root?.declarations ?? [];
  const surroundings = { paths, exists, linkAt, taken: own.declaring };
  const expanded = await expandServices(declarations, surroundings);
  const services = [
    ...expanded.services,
    ...own.tasks.map(({ directory, file, patterns }): Service => ({
      directory,
      declaredIn: file,
      patterns,
      uses: 'all',
      missing: 'fail',
      timeout: root?.timeout ?? DEFAULT_TIMEOUT,
    })),
  ].sort((a, b) => (a.directory < b.directory ? -1 : 1));
  const declares = (directory: RepoPath): boolean =>
    expanded.declares(directory) || own.declaring.has(directory);
  checkUses(
    declarations,
    declares,
    services.map(({ directory }) => directory),
  );
  if (root === undefined && own.declaring.size === 0 && paths.length > 0)
    throw new NothingDeclared();
  return { services, declares, warnings: [...misplaced(files, directories), ...own.warnings] };
}

/** The file, read at most once: a package file at the top may hold both kinds of configuration. */
function reading(file: ConfigurationFile): ConfigurationFile {
  let bytes: Promise<Buffer> | undefined;
  return { ...file, read: () => (bytes ??= file.read()) };
}

async function readRoot(
  files: readonly ConfigurationFile[],
  loading: Loading,
): Promise<RootConfiguration | undefined> {
  const candidates = files.filter(
    ({ path }) => path === 'package.json' || ROOT_NAMES.includes(path),
  );
  const all = await allOf(candidates.map((file) => loadFile(file, 'switchyard', loading)));
  const [first, second] = all.filter((loaded) => loaded !== undefined);
  if (first === undefined) return undefined;
  if (second !== undefined) {
    throw new Failure(
      'usage',
      `${first.location.file} and ${second.location.file} both declare services.`,
      {
        next: 'Keep one of them.',
      },
    );
  }
  return parseServices(first.value, first.location);
}

const misplaced = (
  files: readonly ConfigurationFile[],
  directories: ReadonlySet<RepoPath>,
): string[] =>
  files
    .map(({ path }) => path)
    .filter((path) => path.includes('/') && ROOT_NAMES.includes(baseName(path)))
    .filter((path) => directories.has(parentOf(path)))
    .map(
      (path) => `${path} is not read: ${baseName(path)} counts at the top of the repository only.`,
    );

export class NothingDeclared extends Failure {
  constructor() {
    super('usage', 'There is no configuration: nothing says which linters to run.', {
      next: 'Declare services in switchyard.config.json at the top of the repository.',
    });
  }
}
