// The only reader of the process's environment, and what of it other programs may see.

export type Environment = Readonly<Record<string, string>>;

const all = (): Environment =>
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

/** For switchyard's own git commands: everything, `GIT_*` included. */
export const inherited = (): Environment => all();

/**
 * For linters: without what belongs to the git command that runs the hook, to switchyard, to the
 * hook runner or to a toolchain that is not the service's own.
 */
export function forLinters(): Environment {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(all())) {
    if (!isForeign(name)) environment[name] = value;
  }
  // What `bundle exec` put over the variables it then keeps under these names.
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('BUNDLER_ORIG_')) continue;
    const original = name.slice('BUNDLER_ORIG_'.length);
    if (value === 'BUNDLER_ENVIRONMENT_PRESERVER_INTENTIONALLY_NIL' || isForeign(original)) {
      Reflect.deleteProperty(environment, original);
    } else {
      environment[original] = value;
    }
    Reflect.deleteProperty(environment, name);
  }
  return environment;
}

const FOREIGN = new Set([
  'VIRTUAL_ENV',
  'VIRTUAL_ENV_PROMPT',
  'PYTHONHOME',
  'BUNDLE_GEMFILE',
  'BUNDLE_BIN_PATH',
  'BUNDLE_LOCKFILE',
  'BUNDLER_VERSION',
  'BUNDLER_SETUP',
  'RUBYOPT',
  'RUBYLIB',
  'INIT_CWD',
]);

const isForeign = (name: string): boolean =>
  FOREIGN.has(name) || name.startsWith('GIT_') || name.startsWith('SWITCHYARD_');
