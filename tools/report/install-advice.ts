// Advises how to install a linter that was not found, by the name of its program.
import {
  ADD,
  type PackageHome,
  type PackageHomes,
  type PythonManager,
} from '../base/package-manager.ts';
import type { RepoPath } from '../base/paths.ts';
import type { Service } from '../base/model/service.ts';

const NODE = words(
  'eslint prettier tsc stylelint biome oxlint oxfmt jest vitest next tslint standard xo htmlhint markdownlint markdownlint-cli2 cspell svgo svelte-check vue-tsc ng lint-staged cross-env dotenv taplo tsx turbo nx sort-package-json secretlint textlint',
);
/** Program → package, where the names differ. */
const PACKAGE = new Map([
  ['tsc', 'typescript'],
  ['biome', '@biomejs/biome'],
  ['ng', '@angular/cli'],
  ['dotenv', 'dotenv-cli'],
  ['taplo', '@taplo/cli'],
  ['markdownlint', 'markdownlint-cli'],
]);
const PYTHON = words(
  'ruff black isort flake8 mypy pylint pyright pytest bandit autopep8 yapf pyupgrade sqlfluff yamllint djlint codespell',
);
const RUBY = words(
  'rubocop standardrb rubocop-server erblint erb_lint haml-lint slim-lint reek brakeman rspec rake',
);

/** A sentence with the command to type, and the directory. */
export function installAdvice(program: string, service: Service, packages?: PackageHomes): string {
  const where = placeName(service);
  if (NODE.has(program)) {
    const name = PACKAGE.get(program) ?? program;
    const home = packages?.node ?? { manager: 'npm', directory: service.directory };
    const { manager } = home;
    return `Install it ${placeName(home)}: ${manager} install (${ADD[manager]} ${name}, if package.json does not list it).`;
  }
  if (PYTHON.has(program)) {
    if (packages?.python !== undefined) return pythonAdvice(program, service, packages.python);
    return `Install it ${where}: python3 -m venv .venv && .venv/bin/pip install ${program}.`;
  }
  if (program === 'bundle')
    return `Install it with gem install bundler, then run bundle install ${where}.`;
  if (RUBY.has(program)) {
    return `Install it ${where}: bundle install, and write the command as bundle exec ${program}; or gem install ${program}.`;
  }
  if (program === 'uv' || program === 'poetry') return `Install it with pipx install ${program}.`;
  if (program === 'npx' || program === 'npm' || program === 'node') return 'Install Node.js.';
  if (program === 'pnpm' || program === 'yarn') return 'Install it with corepack enable.';
  if (program === 'gofmt' || program === 'go') return 'Install Go.';
  if (program === 'cargo' || program === 'rustfmt') return 'Install Rust with rustup.';
  return `Install ${program}, or correct the command in ${service.declaredIn}.`;
}

function pythonAdvice(
  program: string,
  service: Service,
  { manager, directory }: PackageHome<PythonManager>,
): string {
  const where = placeName({ directory });
  switch (manager) {
    case 'uv': {
      // `uv sync` in one member of a workspace would uninstall what the others need.
      const whole = directory === service.directory ? '' : ' --all-packages';
      const add = `uv add --dev ${program} ${placeName(service)}`;
      return `Install it ${where}: uv sync${whole} --all-groups (${add}, if pyproject.toml does not list it).`;
    }
    case 'pdm':
      return `Install it ${where}: pdm install (pdm add -dG dev ${program}, if pyproject.toml does not list it).`;
    case 'poetry':
      return `Install it ${where}: poetry install, and write the command as poetry run ${program}.`;
    case 'pipenv':
      return `Install it ${where}: pipenv install --dev, and write the command as pipenv run ${program}.`;
  }
}

const placeName = ({ directory }: { readonly directory: RepoPath }): string =>
  directory === '' ? 'at the top' : `in ${directory}`;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
