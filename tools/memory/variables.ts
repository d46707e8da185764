// Notes, as inputs of results, the environment that linters get, with the files and code that variables name.
import type { Environment } from '../base/environment.ts';
import { look } from '../base/look.ts';
import { absolutePath, isWithin, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import type { Installation } from './installed.ts';
import { noteFile } from './settings.ts';

/**
 * Variables that do not affect what linters find: npm's settings, editors, pagers, prompts, and what tells one terminal,
 * window or login from another.
 */
const NOISE = new RegExp(
  `^(${[
    'npm_config_.*|EDITOR|VISUAL|PAGER|MANPAGER|LESS.*|LS_COLORS|MAIL|HIST[A-Z]+|PS\\d|PROMPT.*',
    'TERM|COLORTERM|TERM_.*|LC_TERMINAL.*|COLUMNS|LINES|VTE_VERSION|WINDOWID|TMUX.*|STY|WINDOW',
    '(ITERM|WT|KITTY|WEZTERM|ALACRITTY|GHOSTTY|KONSOLE|GNOME_TERMINAL|TILIX|TERMINATOR|GUAKE|ZELLIJ)_.*',
    'SHELL_SESSION_ID|STARSHIP_.*|ATUIN_.*|MCFLY_.*|_?P9K_.*|INSIDE_EMACS|NVIM|NVIM_LISTEN_ADDRESS',
    'VSCODE_.*|CURSOR_TRACE_ID|ELECTRON_RUN_AS_NODE|TERMINAL_EMULATOR|WSL_INTEROP',
    'SSH_.*|GPG_.*|XDG_(SESSION|SEAT|VTNR|RUNTIME|CURRENT|ACTIVATION).*|DBUS_.*|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY',
    'SESSION_MANAGER|DESKTOP_.*|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|MANAGERPID|SECURITYSESSIONID',
    '__CF.*|XPC_.*|COMMAND_MODE|MallocNanoZone|LaunchInstanceID|ORIGINAL_XDG_.*|CHROME_DESKTOP|GIO_.*|GDK_BACKEND',
    'APPLICATION_INSIGHTS_.*|BUNDLED_DEBUGPY_PATH|PYDEVD_.*|USER_ZDOTDIR|(IDEA|JETBRAINS|WARP|FIG|QTERM)_.*',
    'TERMINFO|TERMINFO_DIRS|MANPATH|INFOPATH|FPATH|NO_AT_BRIDGE|WINDOWPATH',
    'FNM_MULTISHELL_PATH|DIRENV_.*|__MISE_.*|MISE_SHELL|PYENV_SHELL|RBENV_SHELL|LEFTHOOK_.*|HUSKY',
  ].join('|')})$`,
);

/** Variables with paths to code. In the working tree these are the tree's. */
const CODE = /^(NODE_PATH|NODE_OPTIONS|PYTHONPATH|MYPYPATH|RUBYOPT|RUBYLIB|PERL5LIB)$/;

/** Variables with paths of settings. Not all that name a file: what is written there changes. */
const SETTINGS = /RC$|^(\w+_)?ENV$|CONF|SETTING|RULE|IGNORE|PLUGIN/;

const PATHS = /(?<=^|[\s:=,;"']|-[rI])\/[^\s:=,;"']+/g;

export function noteVariables(environment: Environment, installation: Installation): void {
  const variables = Object.entries(environment).filter(([name]) => !NOISE.test(name));
  for (const [name, value] of variables.sort(([one], [other]) => (one < other ? -1 : 1))) {
    installation.notes.text(`${name}=${value}`);
    const isCode = CODE.test(name);
    if (!isCode && !SETTINGS.test(name)) continue;
    for (const word of value.match(PATHS) ?? []) {
      const path = resolveFrom(absolutePath('/'), word);
      if (isCode) noteCode(path, installation);
      else if (look(path)?.isDirectory() !== true) noteFile(path, installation.notes);
    }
  }
}

function noteCode(path: AbsolutePath, { notes, top, noteSource }: Installation): void {
  if (!isWithin(top, path)) {
    for (const end of ['', '.rb', '.js']) noteSource(absolutePath(path + end)); // `-r/path/to/library`
  } else if (look(path)?.isDirectory() !== true) noteFile(path, notes);
}
