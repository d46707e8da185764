// The only reader of the process's environment; also decides which variables linters get.

export type Environment = Readonly<Record<string, string>>;

/** All variables, `GIT_*` included, for switchyard's own git commands. */
export const inherited = (): Environment =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

/** A variable's value; an empty one counts as not set. */
export const variable = (name: string): string | undefined => {
  const value = process.env[name];
  return value === '' ? undefined : value;
};

/**
 * The variables for linters: without those of the git command that runs the hook, of switchyard, of the script runner
 * that started it, and of a toolchain that is not the service's own. Variables that `bundle exec` changed get the
 * values back that the user gave them.
 */
export function forLinters(): Environment {
  const environment = new Map(Object.entries(inherited()));
  for (const [name, value] of [...environment]) {
    if (!name.startsWith(BUNDLER_KEPT)) continue;
    const original = name.slice(BUNDLER_KEPT.length);
    if (value === BUNDLER_UNSET) environment.delete(original);
    else environment.set(original, value);
  }
  const rubyOptions = environment.get('RUBYOPT');
  if (rubyOptions !== undefined) {
    environment.set('RUBYOPT', rubyOptions.replaceAll(BUNDLER_SETUP, '').trim());
  }
  return Object.fromEntries([...environment].filter(([name]) => !isForeign(name)));
}

// `bundle exec` keeps the old value of each variable that it changes under this prefix, with this value for "not set".
const BUNDLER_KEPT = 'BUNDLER_ORIG_';
const BUNDLER_UNSET = 'BUNDLER_ENVIRONMENT_PRESERVER_INTENTIONALLY_NIL';
const BUNDLER_SETUP = /(?<!\S)-r\S*bundler\/setup(?!\S)/g;

const FOREIGN = new Set([
  // an activated or inherited Python or Ruby environment
  'VIRTUAL_ENV',
  'VIRTUAL_ENV_PROMPT',
  'PYTHONHOME',
  'POETRY_ACTIVE',
  'PIPENV_ACTIVE',
  'BUNDLE_GEMFILE',
  'BUNDLE_BIN_PATH',
  'BUNDLE_LOCKFILE',
  'BUNDLER_VERSION',
  'BUNDLER_SETUP',
  // the directory from which a version manager's shim, not the linter, was started
  'PYENV_DIR',
  'RBENV_DIR',
  'NODENV_DIR',
  'GOENV_DIR',
  // the shell, the script runner or the hook runner that started switchyard
  '_',
  'SHLVL',
  'OLDPWD',
  'LEFTHOOK',
  'COLOR',
  'NODE',
  'npm_execpath',
  'npm_node_execpath',
  // the package whose script started the hook; a workspace that was chosen for that script
  'INIT_CWD',
  'PROJECT_CWD',
  'BERRY_BIN_FOLDER',
  'PNPM_SCRIPT_SRC_DIR',
  'npm_command',
  'npm_config_local_prefix',
  'npm_config_workspace',
  'npm_config_workspaces',
  'npm_config_include_workspace_root',
]);

const FOREIGN_PREFIXES = ['GIT_', 'SWITCHYARD_', BUNDLER_KEPT, 'npm_package_', 'npm_lifecycle_'];

const isForeign = (name: string): boolean =>
  FOREIGN.has(name) || FOREIGN_PREFIXES.some((prefix) => name.startsWith(prefix));
