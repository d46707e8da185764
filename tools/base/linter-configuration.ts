// Names of configuration that linters look for in the directories above the files that they lint.

/** Whether a file or directory with this name may be read by linters as configuration. */
export const mayConfigureLinters = (name: string): boolean => CONFIGURATION.test(name);

const CONFIGURATION =
  /config|^\.(eslint|prettier|stylelint|editorconfig|rubocop|ruff|flake8|pylint|mypy|babel|swc|npmrc|yarn|pnp|yamllint|markdownlint|shellcheckrc|golangci|clang|cspell|bundle)|^(package\.(json|yaml)|pyproject\.toml|setup\.cfg|tox\.ini|node_modules|Gemfile|\w+\.toml|\w+\.jsonc?|go\.(mod|work))$/;
