// Adds to the inputs of a result the configuration that linters find outside of the repository: in the home directory,
// in the directories above the working tree and the snapshots, and the system's installed packages.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { variable } from '../base/environment.ts';
import { isLinterConfiguration, mayConfigureLinters } from '../base/linter-configuration.ts';
import { defineListing, listDirectory } from '../base/lookups.ts';
import { absolutePath, joinPath, type AbsolutePath } from '../base/paths.ts';
import { addNodeModules, type InputContext } from './installed.ts';
import { addFile, addFileWithNamed, VOLATILE } from './named-files.ts';

/** Files to add in subdirectories of the home directory, which as a whole change too often. */
const AT_HOME = [
  '.bundle/config',
  '.bundle/plugin/index',
  '.cargo/config',
  '.cargo/config.toml',
  '.pip/pip.conf',
];

/**
 * The entries of the settings directory to add: linters, git, package managers, and configuration files by ending.
 * Not those of KDE's programs, which keep the sizes of their windows there.
 */
const SETTINGS =
  /^(git|npm|pnpm|yarn|pip|uv|pypoetry|mise|rtx|asdf|bundle|gem|irb|deno|bun)$|^(?!k|plasma|dolphin|gwenview|okular|spectacle).*rc$|\.(toml|json|ya?ml|ini|cfg)$/;

/** Those of linters. What these name counts too. */
const OF_LINTERS =
  /lint|prettier|rubocop|ruff|flake8|pycodestyle|pydocstyle|isort|yapf|mypy|pyright|rustfmt|clang|sqlfluff|shellcheck|cspell|biome|dprint|taplo|stylua|typos|editorconfig|^(standard|black|vale)$/;

/** Files and directories that the system's package managers change with every package, and system-wide settings. */
const SYSTEM = [
  '/var/lib/dpkg/status',
  '/lib/apk/db/installed',
  '/var/lib/rpm/rpmdb.sqlite',
  '/usr/lib/sysimage/rpm/rpmdb.sqlite',
  '/var/lib/pacman/local',
  '/usr/local/Cellar',
  '/opt/homebrew/Cellar',
  '/home/linuxbrew/.linuxbrew/Cellar',
  '/etc/npmrc',
  '/etc/pylintrc',
  '/etc/pip.conf',
  '/etc/gemrc',
];

const listHome = defineListing(
  'home',
  ({ name, type }) => type !== 'directory' && name.startsWith('.') && !VOLATILE.test(name),
);

const listSettings = defineListing(
  'settings',
  ({ name }) => OF_LINTERS.test(name) || SETTINGS.test(name),
);

const listConfiguration = defineListing(
  'configuration',
  ({ name, type }) =>
    name === 'node_modules' || (type !== 'directory' && mayConfigureLinters(name)),
);

/** `directories`: the top of the user's working tree, and the directory of its snapshots. */
export function addSettings(directories: readonly AbsolutePath[], context: InputContext): void {
  const { inputs } = context;
  for (const path of SYSTEM) inputs.addState(absolutePath(path));
  const home = absolutePath(homedir());
  for (const { name } of listHome(home)) {
    const add = OF_LINTERS.test(name) ? addFileWithNamed : addFile;
    add(joinPath(home, name), inputs);
  }
  for (const name of AT_HOME) addFile(joinPath(home, name), inputs);
  addFile(joinPath(settingsDirectory(), 'go/env'), inputs);
  for (const folder of [settingsDirectory(), joinPath(home, 'Library/Application Support')]) {
    for (const { name } of listSettings(folder)) {
      const path = joinPath(folder, name);
      context.addSource(path);
      if (!OF_LINTERS.test(name)) continue;
      addFileWithNamed(path, inputs);
      for (const child of listDirectory(path)) addFileWithNamed(joinPath(path, child.name), inputs);
    }
  }
  for (const directory of new Set(directories.flatMap(above))) {
    for (const { name } of listConfiguration(directory)) {
      const path = joinPath(directory, name);
      if (name === 'node_modules') addNodeModules(path, context);
      else if (isLinterConfiguration(name)) addFileWithNamed(path, inputs);
      else addFile(path, inputs); // data, for the most part
    }
  }
}

/** `$XDG_CONFIG_HOME`, by default `~/.config`. */
export const settingsDirectory = (): AbsolutePath =>
  absolutePath(variable('XDG_CONFIG_HOME') ?? `${homedir()}/.config`);

/** The directories above `directory`, up to `/`. */
function above(directory: AbsolutePath): AbsolutePath[] {
  const parent = absolutePath(dirname(directory));
  return parent === directory ? [] : [parent, ...above(parent)];
}
