// Names under which linters that look upwards would find configuration, some of it programs.

/** Whether linters may take a file or directory called so, above the files they lint, for theirs. */
export const mayConfigureLinters = (name: string): boolean => CONFIGURATION.test(name);

const CONFIGURATION =
  /config|^\.(eslint|prettier|stylelint|editorconfig|rubocop|ruff|flake8|pylint|mypy|babel|swc|npmrc|yarn|pnp|yamllint|markdownlint|shellcheckrc|golangci|clang|cspell|bundle)|^(package\.(json|yaml)|pyproject\.toml|setup\.cfg|tox\.ini|node_modules|Gemfile|\w+\.toml|\w+\.jsonc?|go\.(mod|work))$/;
