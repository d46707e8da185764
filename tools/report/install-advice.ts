// How to get a linter that was not found, by the name of its program.
import { serviceName, type Service } from '../base/service.ts';

const NODE = words(
  'eslint prettier tsc stylelint biome oxlint jest vitest next tslint standard xo htmlhint markdownlint markdownlint-cli2 cspell svgo svelte-check vue-tsc ng lint-staged',
);
/** Packages that are not called as their program. */
const PACKAGE = new Map([
  ['tsc', 'typescript'],
  ['biome', '@biomejs/biome'],
  ['ng', '@angular/cli'],
  ['markdownlint', 'markdownlint-cli'],
]);
const PYTHON = words(
  'ruff black isort flake8 mypy pylint pyright pytest bandit autopep8 yapf pyupgrade sqlfluff yamllint djlint codespell',
);
const RUBY = words(
  'rubocop standardrb rubocop-server erblint erb_lint haml-lint slim-lint reek brakeman rspec rake',
);

/** One sentence: what to type, and where. */
export function installAdvice(program: string, service: Service): string {
  const where = service.directory === '' ? 'at the top' : `in ${serviceName(service)}`;
  if (NODE.has(program)) {
    const name = PACKAGE.get(program) ?? program;
    return `Install it ${where}: npm install (npm install --save-dev ${name}, if package.json does not list it).`;
  }
  if (PYTHON.has(program)) {
    return `Install it ${where}: python3 -m venv .venv && .venv/bin/pip install ${program} (or uv sync).`;
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

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
