// Recognises linters' configuration by its file names.

/** Whether a file or directory with this name may be read by linters as configuration. */
export const mayConfigureLinters = (name: string): boolean => CONFIGURATION.test(name);

const CONFIGURATION =
  /config|^\.(eslint|prettier|stylelint|editorconfig|rubocop|ruff|flake8|pylint|mypy|babel|swc|npmrc|yarn|pnp|yamllint|markdownlint|shellcheckrc|golangci|clang|cspell|bundle)|^(package\.(json|yaml)|pyproject\.toml|setup\.cfg|tox\.ini|node_modules|Gemfile|\w+\.toml|\w+\.jsonc?|go\.(mod|work))$/;

const NAMES: readonly string[] = `
  *config.* tsconfig* *eslint* *stylelint* *prettier* *rubocop* .*lint* .*rc .*rc.* .flake8 *.toml *.cfg *.ini
  package.json Gemfile* gems.rb *.gemfile *.gemspec go.mod go.work .golangci* biome.json* deno.json* dprint.json*
  pylintrc *cspell* .sqlfluff .standard.yml .reek.yml *phpcs*.xml* phpstan*.neon* psalm*.xml* analysis_options.yaml
`
  .trim()
  .split(/\s+/);

/** Patterns, for git, of files with the name of linters' configuration. */
export const LINTER_CONFIGURATION: readonly string[] = NAMES.map((name) => `:(glob)**/${name}`);

/** Whether git would list a file of this name by these patterns. */
export const isLinterConfiguration = (name: string): boolean => LISTED.test(name);

const LISTED = new RegExp(
  `^(${NAMES.join('|').replaceAll('.', '\\.').replaceAll('*', '.*')})$`,
  's', // a name can hold a newline
);
