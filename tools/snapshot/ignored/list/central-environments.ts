// Finds the virtualenvs that Poetry and Pipenv keep in one place for all projects, under names derived from the
// project's path. The checkout has another path; there, both use a `.venv` in the project first.
import { homedir } from 'node:os';
import { variable } from '../../../base/environment.ts';
import type { IgnoredEntry } from '../../../base/model/ignored-entry.ts';
import { encodeName, splitNames } from '../../../base/names.ts';
import {
  absolutePath,
  baseName,
  joinPath,
  parentOf,
  repoPath,
  joinRepoPath,
} from '../../../base/paths.ts';
import type { AbsolutePath, RepoPath } from '../../../base/paths.ts';
import { sha256 } from '../../../base/sha256.ts';
import { git } from '../../../git/git.ts';
import type { Repository } from '../../../git/repository.ts';
import { listDirectory, lstat, readContent } from '../../../base/lookups.ts';

/**
 * The virtualenvs of the repository's projects, as entries `.venv` beside `pyproject.toml` or `Pipfile`; none where the
 * user has a `.venv`. Asks git only if there are any such virtualenvs.
 */
export async function listCentralEnvironments(repository: Repository): Promise<IgnoredEntry[]> {
  const homes = [poetryHome(), pipenvHome()].filter((home) => listDirectory(home).length > 0);
  if (homes.length === 0) return [];
  const projects = ['pyproject.toml', 'Pipfile'].map((name) => `:(top,glob)**/${name}`);
  const { stdout } = await git(repository.gitContext, ['ls-files', '-z', '--', ...projects]);
  const entries = new Map<RepoPath, IgnoredEntry>();
  for (const project of splitNames(stdout).map(repoPath)) {
    const directory = parentOf(project);
    const path = joinRepoPath(directory, '.venv');
    if (lstat(joinPath(repository.top, path)) !== undefined) continue;
    for (const home of homes) {
      const source = environmentOf(joinPath(repository.top, project), home);
      if (source !== undefined) entries.set(path, { path, directory: true, source });
    }
  }
  return [...entries.values()];
}

/**
 * By a hash in the name: in Poetry's `acme-4uey0d2c-py3.12` of the directory, in Pipenv's `acme-4uey0d2c` of the file.
 */
function environmentOf(project: AbsolutePath, home: AbsolutePath): AbsolutePath | undefined {
  const isPipfile = baseName(project) === 'Pipfile';
  const named = isPipfile ? project : project.slice(0, project.lastIndexOf('/'));
  const digest = sha256(encodeName(named), 'base64url').slice(0, 8);
  const pattern = new RegExp(
    `^(.*-${digest})${isPipfile ? '(?:-.*)?' : String.raw`-py(\d[\d.]*)`}$`,
  );
  const found = listDirectory(home).flatMap(({ name }) => {
    const [, project, version] = pattern.exec(name) ?? [];
    const path = joinPath(home, name);
    const changed = lstat(joinPath(path, 'pyvenv.cfg'))?.mtimeNs;
    if (project === undefined || changed === undefined) return [];
    return [{ path, changed, chosen: version !== undefined && isChosen(home, project, version) }];
  });
  const chosen = found.filter((environment) => environment.chosen);
  const [newest] = (chosen.length > 0 ? chosen : found).sort((one, other) =>
    one.changed < other.changed ? 1 : -1,
  );
  return newest?.path;
}

/** Whether `poetry env use` has chosen this version, in `envs.toml`: `[acme-4uey0d2c]`, `minor = "3.12"`. */
function isChosen(home: AbsolutePath, project: string, version: string): boolean {
  const notes = readContent(joinPath(home, 'envs.toml'))?.toString() ?? '';
  const [, note = ''] = notes.split(`[${project}]`, 2);
  return /^\s*minor\s*=\s*"(.*)"/m.exec(note.split('[', 1)[0] ?? '')?.[1] === version;
}

function poetryHome(): AbsolutePath {
  const isMac = process.platform === 'darwin';
  const folder = (xdg: string, linux: string, mac: string): string =>
    `${isMac ? `${homedir()}/Library/${mac}` : (variable(xdg) ?? `${homedir()}/${linux}`)}/pypoetry`;
  const settings = folder('XDG_CONFIG_HOME', '.config', 'Application Support');
  const written = readContent(absolutePath(`${settings}/config.toml`))?.toString() ?? '';
  const setting = (name: string): string | undefined =>
    new RegExp(String.raw`^\s*${name}\s*=\s*["'](.*)["']`, 'm').exec(written)?.[1];
  const cache =
    variable('POETRY_CACHE_DIR') ??
    setting('cache-dir') ??
    folder('XDG_CACHE_HOME', '.cache', 'Caches');
  const home = variable('POETRY_VIRTUALENVS_PATH') ?? setting('path') ?? '{cache-dir}/virtualenvs';
  return absolutePath(home.replace('{cache-dir}', cache));
}

const pipenvHome = (): AbsolutePath =>
  absolutePath(
    variable('WORKON_HOME') ??
      `${variable('XDG_DATA_HOME') ?? `${homedir()}/.local/share`}/virtualenvs`,
  );
