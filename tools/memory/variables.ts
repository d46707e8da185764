// Adds to the inputs of a result the environment that linters get, with the files and code that variables name.
import type { Environment } from '../base/environment.ts';
import { lstat } from '../base/lookups.ts';
import { absolutePath, isWithin, resolvePath, type AbsolutePath } from '../base/paths.ts';
import type { InputContext } from './installed.ts';
import { addFile, addFileWithNamed } from './named-files.ts';

/**
 * Whether a variable does not affect what linters find: npm's settings, editors, pagers, prompts, and what tells one
 * terminal, window or login from another.
 */
const isNoise = (name: string): boolean =>
  NAMES.has(name) ||
  PREFIXES.get(name.charAt(0))?.some((beginning) => name.startsWith(beginning)) === true;

// No regular expression: to compile one of this size takes longer than all the rest here.
const NAMES: ReadonlySet<string> = new Set(
  `
  EDITOR VISUAL PAGER MANPAGER LS_COLORS MAIL PS0 PS1 PS2 PS3 PS4 TERM COLORTERM COLUMNS LINES VTE_VERSION WINDOWID STY
  WINDOW SHELL_SESSION_ID INSIDE_EMACS NVIM NVIM_LISTEN_ADDRESS CURSOR_TRACE_ID ELECTRON_RUN_AS_NODE TERMINAL_EMULATOR
  WSL_INTEROP DISPLAY WAYLAND_DISPLAY XAUTHORITY SESSION_MANAGER INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID
  MANAGERPID SECURITYSESSIONID COMMAND_MODE MallocNanoZone LaunchInstanceID CHROME_DESKTOP GDK_BACKEND
  BUNDLED_DEBUGPY_PATH USER_ZDOTDIR TERMINFO TERMINFO_DIRS MANPATH INFOPATH FPATH NO_AT_BRIDGE WINDOWPATH
  FNM_MULTISHELL_PATH MISE_SHELL PYENV_SHELL RBENV_SHELL HUSKY
  `
    .trim()
    .split(/\s+/),
);

/**
 * Of these it counts whether they are set: shared configuration, such as antfu's for ESLint, is more lenient in an
 * editor.
 */
const OF_EDITORS = ['VSCODE_PID', 'VSCODE_CWD', 'VSCODE_GIT_COMMAND', 'JETBRAINS_IDE', 'NVIM'];

/** By the first character, so that a name is compared with few of them. */
const PREFIXES = new Map<string, string[]>();

for (const beginning of `
  npm_config_ LESS HIST PROMPT TERM_ LC_TERMINAL TMUX ITERM_ WT_ KITTY_ WEZTERM_ ALACRITTY_ GHOSTTY_ KONSOLE_
  GNOME_TERMINAL_ TILIX_ TERMINATOR_ GUAKE_ ZELLIJ_ STARSHIP_ FZF_ ATUIN_ MCFLY_ P9K_ _P9K_ VSCODE_ SSH_ GPG_ XDG_SESSION
  XDG_SEAT XDG_VTNR XDG_RUNTIME XDG_CURRENT XDG_ACTIVATION DBUS_ DESKTOP_ __CF XPC_ ORIGINAL_XDG_ GIO_
  APPLICATION_INSIGHTS_ PYDEVD_ IDEA_ JETBRAINS_ WARP_ FIG_ QTERM_ DIRENV_ __MISE_ LEFTHOOK_
`
  .trim()
  .split(/\s+/)) {
  const initial = beginning.charAt(0);
  PREFIXES.set(initial, [...(PREFIXES.get(initial) ?? []), beginning]);
}

/** Variables with paths to code. In the working tree these are the tree's. */
const CODE = /^(NODE_PATH|NODE_OPTIONS|PYTHONPATH|MYPYPATH|RUBYOPT|RUBYLIB|PERL5LIB)$/;

/** Variables with paths of settings. Not all that name a file: what is written there changes. */
const SETTINGS = /RC$|_OPTS$|^(\w+_)?ENV$|CONF|SETTING|RULE|IGNORE|PLUGIN/;

const PATHS = /(?<=^|[\s:=,;"']|-[rI])\/[^\s:=,;"']+/g;

export function addVariables(environment: Environment, context: InputContext): void {
  const variables = Object.entries(environment).filter(([name]) => !isNoise(name));
  for (const name of OF_EDITORS) if (environment[name]) context.inputs.addText(name);
  for (const [name, value] of variables.sort(([one], [other]) => (one < other ? -1 : 1))) {
    context.inputs.addText(`${name}=${value}`);
    const isCode = CODE.test(name);
    if (!isCode && !SETTINGS.test(name)) continue;
    for (const word of value.match(PATHS) ?? []) {
      const path = resolvePath(absolutePath('/'), word);
      if (isCode) addCode(path, context);
      else if (lstat(path)?.isDirectory() !== true) addFileWithNamed(path, context.inputs);
    }
  }
}

function addCode(path: AbsolutePath, { inputs, top, addSource }: InputContext): void {
  if (!isWithin(top, path)) {
    for (const end of ['', '.rb', '.js']) addSource(absolutePath(path + end)); // `-r/path/to/library`
  } else if (lstat(path)?.isDirectory() !== true) addFile(path, inputs);
}
