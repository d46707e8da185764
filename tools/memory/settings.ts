// Adds to the inputs of a result the configuration that linters find outside of the repository: in the home directory,
// in the directories above the working tree and the snapshots, and the system's installed packages.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { variable } from '../base/environment.ts';
import { mayConfigureLinters } from '../base/linter-configuration.ts';
import { defineListing, realPath } from '../base/lookups.ts';
import { absolutePath, joinPath, type AbsolutePath } from '../base/paths.ts';
import { addNodeModules, type InputContext } from './installed.ts';
import type { InputCollector } from './inputs.ts';

/** Files in the home directory that programs write in normal use (histories, logs, locks); they are not added. */
const VOLATILE =
  /hist|lesshst|viminfo|zcompdump|authority|hsts|v8flags|\.lock$|\.log$|\.sw[a-p]$|^\.(z$|zlua|fasd|DS_Store|bash_|zsh_|dbshell|sudo_as|xsession|claude|selected_editor|wget)/i;

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
  /lint|prettier|rubocop|ruff|flake8|pycodestyle|pydocstyle|isort|yapf|mypy|pyright|rustfmt|clang|sqlfluff|shellcheck|cspell|biome|dprint|taplo|stylua|typos|editorconfig|^(standard|black|vale|git|npm|pnpm|yarn|pip|uv|pypoetry|mise|rtx|asdf|bundle|gem|irb|deno|bun)$|^(?!k|plasma|dolphin|gwenview|okular|spectacle).*rc$|\.(toml|json|ya?ml|ini|cfg)$/;

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

const listSettings = defineListing('settings', ({ name }) => SETTINGS.test(name));

const listConfiguration = defineListing('configuration', ({ name }) => mayConfigureLinters(name));

/** `directories`: the top of the user's working tree, and the directory of its snapshots. */
export function addSettings(directories: readonly AbsolutePath[], context: InputContext): void {
  const { inputs } = context;
  for (const path of SYSTEM) inputs.addState(absolutePath(path));
  const home = absolutePath(homedir());
  for (const { name } of listHome(home)) addFile(joinPath(home, name), inputs);
  for (const name of AT_HOME) addFile(joinPath(home, name), inputs);
  addFile(joinPath(settingsDirectory(), 'go/env'), inputs);
  for (const folder of [settingsDirectory(), joinPath(home, 'Library/Application Support')]) {
    for (const { name } of listSettings(folder)) context.addSource(joinPath(folder, name));
  }
  for (const directory of new Set(directories.flatMap(above))) {
    for (const { name, type } of listConfiguration(directory)) {
      const path = joinPath(directory, name);
      if (name === 'node_modules') addNodeModules(path, context);
      else if (type !== 'directory') addFile(path, inputs);
    }
  }
}

/** `$XDG_CONFIG_HOME`, by default `~/.config`. */
export const settingsDirectory = (): AbsolutePath =>
  absolutePath(variable('XDG_CONFIG_HOME') ?? `${homedir()}/.config`);

/** Adds what `path` is and, if it is a link, what that leads to. */
export function addFile(path: AbsolutePath, inputs: InputCollector): void {
  if (inputs.addState(path)?.isSymbolicLink() !== true) return;
  const real = realPath(path);
  if (real !== undefined) inputs.addState(real);
}

/** The directories above `directory`, up to `/`. */
function above(directory: AbsolutePath): AbsolutePath[] {
  const parent = absolutePath(dirname(directory));
  return parent === directory ? [] : [parent, ...above(parent)];
}
