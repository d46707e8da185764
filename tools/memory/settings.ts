// Notes configuration that linters find outside of the repository: in the home directory, above the
// checkout, and the system's installed packages.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { variable } from '../base/environment.ts';
import { mayConfigureLinters } from '../base/linter-configuration.ts';
import { listSome, realPath } from '../base/look.ts';
import { absolutePath, below, type AbsolutePath } from '../base/paths.ts';
import { noteNodeModules, type Installation } from './installed.ts';
import type { Notes } from './notes.ts';

/** Files in the home directory that programs write while they are used. */
const DIARIES =
  /hist|lesshst|viminfo|zcompdump|authority|hsts|\.lock$|\.log$|\.sw[a-p]$|^\.(bash_|zsh_|dbshell|sudo_as|xsession|claude|selected_editor|wget)/i;

/** Files deeper in the home directory, beside others that change all the time. */
const AT_HOME = [
  '.bundle/config',
  '.bundle/plugin/index',
  '.cargo/config',
  '.cargo/config.toml',
  '.pip/pip.conf',
];

/** Names of linters, and of what they are made with, among the settings of all programs. */
const SETTINGS =
  /lint|prettier|rubocop|ruff|flake8|pycodestyle|pydocstyle|isort|yapf|mypy|pyright|clang|sqlfluff|shellcheck|cspell|biome|dprint|taplo|stylua|typos|editorconfig|^(standard|black|vale|git|npm|pnpm|yarn|pip|uv|pypoetry|mise|rtx|asdf|bundle|gem|irb|deno|bun)$|rc$|\.(toml|json|ya?ml|ini|cfg)$/;

/** What package managers of the system change with every package. */
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
  '/etc/pip.conf',
  '/etc/gemrc',
];

const listHome = listSome(
  'home',
  ({ name, type }) => type !== 'directory' && name.startsWith('.') && !DIARIES.test(name),
);

const listSettings = listSome('settings', ({ name }) => SETTINGS.test(name));

const listConfiguration = listSome('configuration', ({ name }) => mayConfigureLinters(name));

/** `directories`: the user's working tree, and where the checkouts are. */
export function noteSettings(
  directories: readonly AbsolutePath[],
  installation: Installation,
): void {
  const { notes } = installation;
  for (const path of SYSTEM) notes.state(absolutePath(path));
  const home = absolutePath(homedir());
  for (const { name } of listHome(home)) noteFile(below(home, name), notes);
  for (const name of AT_HOME) noteFile(below(home, name), notes);
  noteFile(below(settingsDirectory(), 'go/env'), notes);
  for (const folder of [settingsDirectory(), below(home, 'Library/Application Support')]) {
    for (const { name } of listSettings(folder)) installation.noteSource(below(folder, name));
  }
  for (const directory of new Set(directories.flatMap(above))) {
    for (const { name, type } of listConfiguration(directory)) {
      const path = below(directory, name);
      if (name === 'node_modules') noteNodeModules(path, installation);
      else if (type !== 'directory') noteFile(path, notes);
    }
  }
}

/** Where programs of the user's keep their settings. */
export const settingsDirectory = (): AbsolutePath =>
  absolutePath(variable('XDG_CONFIG_HOME') ?? `${homedir()}/.config`);

/** Notes what `path` is and, if it is a link, what that leads to. */
export function noteFile(path: AbsolutePath, notes: Notes): void {
  if (notes.state(path)?.isSymbolicLink() !== true) return;
  const real = realPath(path);
  if (real !== undefined) notes.state(real);
}

/** The directories above `directory`, which are not the repository's. */
function above(directory: AbsolutePath): AbsolutePath[] {
  const parent = absolutePath(dirname(directory));
  return parent === directory ? [] : [parent, ...above(parent)];
}
