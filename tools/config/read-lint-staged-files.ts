// Reads lint-staged's configuration files, and returns the services that they declare. Of several files in a directory,
// the first by name that declares something counts, as in lint-staged.
//
// A file in a directory without selected paths counts only for patterns that begin with `../`. A program there is
// imported only if its text has a string that begins so, outside of imports.
import { allOf } from '../base/all-of.ts';
import { Failure } from '../base/errors.ts';
import { baseName, parentOf, type RepoPath } from '../base/paths.ts';
import type { Pattern } from '../base/model/service.ts';
import { isInstalled, isScript, LINT_STAGED_NAMES, isPackageFile } from './configuration-names.ts';
import { loadFile, type ConfigurationFile, type Loading } from './load-file.ts';
import { parseTasks } from './parse-tasks.ts';

export interface OwnTasks {
  readonly directory: RepoPath;
  readonly file: RepoPath;
  readonly patterns: readonly Pattern[];
}

export interface LintStagedFiles {
  readonly tasks: readonly OwnTasks[];
  /** Directory → the file that declares it, also if that was not loaded. */
  readonly declaring: ReadonlyMap<RepoPath, RepoPath>;
  readonly warnings: readonly string[];
}

/**
 * Reads the files that can concern paths in `directories`. Fails with `usage` if a file in one of them is invalid; an
 * invalid file elsewhere becomes a warning.
 */
export async function readLintStagedFiles(
  files: readonly ConfigurationFile[],
  directories: ReadonlySet<RepoPath>,
  loading: Loading,
): Promise<LintStagedFiles> {
  const tasks: OwnTasks[] = [];
  const declaring = new Map<RepoPath, RepoPath>();
  const warnings: string[] = [];

  const readNear = async (directory: RepoPath, candidates: ConfigurationFile[]): Promise<void> => {
    for (const [index, file] of candidates.entries()) {
      const patterns = await readTasks(file, loading);
      if (patterns === undefined) continue;
      declaring.set(directory, file.path);
      tasks.push({ directory, file: file.path, patterns });
      for (const { path } of candidates.slice(index + 1)) {
        if (isPackageFile(path)) continue;
        warnings.push(`${path} is not read: ${file.path} comes first, as in lint-staged.`);
      }
      return;
    }
  };

  const readFar = async (directory: RepoPath, candidates: ConfigurationFile[]): Promise<void> => {
    for (const file of candidates) {
      const isPackage = isPackageFile(file.path);
      const reachesOut = isPackage || mayReachOut(file.path, (await file.read()).toString());
      const patterns = reachesOut
        ? await readTasks(file, loading).catch((error: unknown) => {
            if (!(error instanceof Failure)) throw error;
            if (!isPackage) warnings.push(`${file.path} is left out: ${error.message}`);
          })
        : [];
      if (patterns === undefined) continue;
      declaring.set(directory, file.path);
      if (patterns.some(({ glob }) => glob.startsWith('../'))) {
        tasks.push({ directory, file: file.path, patterns });
      }
      return;
    }
  };

  await allOf(
    [...groupByDirectory(files)].map(([directory, candidates]) =>
      directories.has(directory) ? readNear(directory, candidates) : readFar(directory, candidates),
    ),
  );
  return { tasks, declaring, warnings: warnings.sort() };
}

async function readTasks(
  file: ConfigurationFile,
  loading: Loading,
): Promise<readonly Pattern[] | undefined> {
  const loaded = await loadFile(file, 'lint-staged', loading);
  return loaded === undefined ? undefined : parseTasks(loaded.value, loaded.location);
}

function groupByDirectory(
  files: readonly ConfigurationFile[],
): ReadonlyMap<RepoPath, ConfigurationFile[]> {
  const groups = new Map<RepoPath, ConfigurationFile[]>();
  for (const file of files) {
    if (!LINT_STAGED_NAMES.includes(baseName(file.path)) || isInstalled(file.path)) continue;
    const directory = parentOf(file.path);
    const group = groups.get(directory);
    if (group === undefined) groups.set(directory, [file]);
    else group.push(file);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.path < b.path ? -1 : 1));
  return groups;
}

const IMPORTS = /\b(?:from|import|require)\s*\(?\s*(['"`])[^'"`\n]*\1/g;

const mayReachOut = (path: RepoPath, text: string): boolean =>
  isScript(path) ? /['"`]\.\.\//.test(text.replace(IMPORTS, '')) : text.includes('../');
