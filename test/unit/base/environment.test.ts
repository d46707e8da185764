import { afterEach, expect, test, vi } from 'vitest';
import { forLinters } from '../../../tools/base/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const NIL = 'BUNDLER_ENVIRONMENT_PRESERVER_INTENTIONALLY_NIL';

function linters(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return forLinters();
}

test("what belongs to git's command, the script runner or another toolchain does not reach linters", () => {
  const foreign = {
    GIT_DIR: '/x/.git',
    GIT_INDEX_FILE: 'index.lock',
    VIRTUAL_ENV: '/x/venv',
    PYTHONHOME: '/x',
    BUNDLE_GEMFILE: '/x/Gemfile',
    RBENV_DIR: '/x',
    SWITCHYARD_RUN: '1',
    INIT_CWD: '/x',
    OLDPWD: '/x',
    LEFTHOOK: '1',
    npm_execpath: '/x/npm-cli.js',
    npm_package_name: 'x',
    npm_lifecycle_event: 'lint:staged',
    npm_config_workspace: 'apps/web',
  };
  const environment = linters(foreign);
  expect(Object.keys(foreign).filter((name) => name in environment)).toEqual([]);
});

test('what the user set stays', () => {
  const own = {
    HOME: '/home/me',
    RUBYOPT: '-W0 --yjit',
    RUBYLIB: '/home/me/ruby',
    NODE_OPTIONS: '--max-old-space-size=4096',
    BUNDLE_PATH: '/home/me/gems',
    npm_config_registry: 'https://registry.example',
    PYENV_VERSION: '3.12',
  };
  expect(linters(own)).toMatchObject(own);
});

test('what `bundle exec` changed is what it was before', () => {
  const environment = linters({
    PATH: '/usr/lib/bundler/exe:/bin',
    BUNDLER_ORIG_PATH: '/bin',
    RUBYOPT: '-r/usr/lib/ruby/3.1/bundler/setup -W0',
    BUNDLER_ORIG_RUBYOPT: '-W0',
    RUBYLIB: '/usr/lib/ruby/3.1',
    BUNDLER_ORIG_RUBYLIB: NIL,
    BUNDLE_GEMFILE: '/outer/Gemfile',
    BUNDLER_ORIG_BUNDLE_GEMFILE: '/outer/other/Gemfile',
  });
  expect(environment).toMatchObject({ PATH: '/bin', RUBYOPT: '-W0' });
  expect(environment).not.toHaveProperty('RUBYLIB');
  expect(environment).not.toHaveProperty('BUNDLE_GEMFILE');
  expect(Object.keys(environment).filter((name) => name.startsWith('BUNDLER_ORIG_'))).toEqual([]);
});

test('of the Ruby options only the loading of Bundler goes', () => {
  const RUBYOPT = '-W0 -rbundler/setup -r/x/bundler/setup -rbundler/setup_mine --jit';
  expect(linters({ RUBYOPT }).RUBYOPT?.split(/\s+/)).toEqual([
    '-W0',
    '-rbundler/setup_mine',
    '--jit',
  ]);
});
