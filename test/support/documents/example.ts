// The repository that the documents talk of: a monorepo of three services, with a change in each that is
// staged. Its linters lie where real ones do, have their names, and remove spaces at the ends of lines.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BINARY, TOP } from '../binary.ts';
import { write, type Files } from '../content.ts';
import { gitOutput, openSandbox, start, type Ended } from '../sandbox.ts';

export interface Example {
  readonly directory: string;
  readonly git: (...args: string[]) => string;
  /** Runs a script as a user's shell would, up to the first command that fails. */
  readonly shell: (script: string, env?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly write: (files: Files) => void;
  /** Stages a change in each service, one of them partially. Most have spaces at the ends of lines. */
  readonly stage: () => void;
  /** The staged files that HEAD has without those spaces. */
  readonly fixedInHead: () => string[];
}

const HEAD: Files = {
  '.gitignore': 'node_modules/\n.venv/\n',
  'README.md': '# acme\n',
  'package.json': `${JSON.stringify({ name: 'acme', private: true }, null, 2)}\n`,
  'apps/web/package.json': '{ "devDependencies": { "eslint": "^9.0.0", "prettier": "^3.0.0" } }\n',
  'apps/web/eslint.config.js': 'export default [];\n',
  'apps/web/app/page.tsx': 'export default function Page() {\n  return null;\n}\n',
  'apps/web/app/layout.css': 'body {}\n',
  'apps/core/Gemfile': "source 'https://rubygems.org'\ngem 'rubocop'\n",
  'apps/core/app/policies/report_policy.rb': 'class ReportPolicy\nend\n',
  'apps/ai-gateway/pyproject.toml': '[dependency-groups]\ndev = ["ruff"]\n',
  'apps/ai-gateway/app/main.py': 'app = None\n',
  'packages/ui/package.json': '{ "name": "@acme/ui" }\n',
  'packages/ui/src/card.tsx': 'export const Card = null;\n',
};

const STAGED = {
  'apps/web/app/page.tsx': 'export default function Page() {   \n  return null;\n}\n',
  'apps/web/app/layout.css': 'body { margin: 0 }   \n',
  'apps/web/data.json': '{}\n',
  'apps/core/app/policies/report_policy.rb': 'class ReportPolicy\n  def show? = true\nend\n',
  'apps/ai-gateway/app/main.py': 'app = 1   \n',
};

const UNSTAGED = {
  'apps/web/app/page.tsx': 'export default function Page() {   \n  return null; // later\n}\n',
};

/** What the documents call the configuration of the example. */
export const CONFIGURATION: Files = {
  'switchyard.config.json': `${JSON.stringify(
    {
      services: {
        'apps/web': { '*.{ts,tsx}': ['eslint --fix --no-warn-ignored', 'prettier --write'] },
        'apps/core': { '*.rb': 'bundle exec rubocop --autocorrect-all --force-exclusion' },
        'apps/ai-gateway': {
          '*.py': ['ruff check --fix --force-exclude', 'ruff format --force-exclude'],
        },
      },
    },
    null,
    2,
  )}\n`,
};

const LINTERS: Readonly<Record<string, readonly string[]>> = {
  'acme/apps/web/node_modules/.bin': ['eslint', 'prettier', 'stylelint', 'tsc'],
  'acme/apps/ai-gateway/.venv/bin': ['ruff', 'black'],
  programs: ['bundle', 'eslint', 'prettier'],
};

/** It is gone when the test has finished. */
export function openExample(configuration: Files): Example {
  const { directory: sandbox, environment } = openSandbox();
  const directory = join(sandbox, 'acme');
  for (const [bin, names] of Object.entries(LINTERS)) {
    mkdirSync(join(sandbox, bin), { recursive: true });
    for (const name of names) {
      copyFileSync(join(TOP, 'test/support/fake-linters/tidy.cjs'), join(sandbox, bin, name));
      chmodSync(join(sandbox, bin, name), 0o755);
    }
  }
  write(directory, {
    'apps/ai-gateway/.venv/pyvenv.cfg': 'home = /usr/bin\n',
    'node_modules/switchyard': { link: TOP },
    'node_modules/.bin/switchyard': { link: BINARY },
    'node_modules/.bin/lefthook': { link: join(TOP, 'node_modules/.bin/lefthook') },
  });
  const path = (environment.PATH ?? '').split(delimiter);
  const system = path.filter((each) => !each.endsWith('node_modules/.bin')); // of what runs the tests
  const own = [join(directory, 'node_modules/.bin'), join(sandbox, 'programs')];
  const env = {
    ...environment,
    PATH: [...own, ...system].join(delimiter),
    npm_config_update_notifier: 'false',
  };
  const git = (...args: string[]): string => gitOutput(args, { cwd: directory, env }).toString();
  git('init', '-q', '-b', 'main', '--template=');
  write(directory, { ...HEAD, ...configuration });
  git('add', '-A');
  git('commit', '-q', '-m', 'before');
  git('remote', 'add', 'origin', directory);
  git('switch', '-q', '-c', 'change');
  const stage = (): void => {
    write(directory, STAGED);
    git('add', '--', ...Object.keys(STAGED));
    write(directory, UNSTAGED);
  };
  stage();
  return {
    stage,
    fixedInHead: () =>
      Object.entries(STAGED)
        .filter(
          ([path, text]) => text.includes(' \n') && !git('show', `HEAD:${path}`).includes(' \n'),
        )
        .map(([path]) => path),
    directory,
    git,
    shell: (script, more = {}) =>
      start('bash', ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script], {
        cwd: directory,
        env: { ...env, ...more },
      }).ended,
    write: (files) => {
      write(directory, files);
    },
  };
}
