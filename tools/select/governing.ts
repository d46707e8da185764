// Recognises, by their names, configuration files and lock files that decide what linters report for other files, and
// says which directory each of them governs.
import { baseName, isWithin, parentOf, type RepoPath } from '../base/paths.ts';

const NAMES: readonly RegExp[] = [
  // any
  /^\.(editorconfig|gitattributes|gitignore|tool-versions|prototools)$/,
  /^\.?mise(\.\w+)?\.toml$/,
  // JavaScript and its neighbours
  /^eslint\.config\.\w+$/,
  /^\.eslintrc(\.\w+)?$|^\.eslintignore$/,
  /^\.prettierrc(\.\w+)?$|^prettier\.config\.\w+$|^\.prettierignore$/,
  /^\.stylelintrc(\.\w+)?$|^stylelint\.config\.\w+$|^\.stylelintignore$/,
  /^\.?(biome|dprint)\.jsonc?$|^\.?ox(lint|fmt)rc\.jsonc?$|^ox(lint|fmt)\.config\.\w+$/,
  /^[tj]sconfig([.-][\w.-]+)?\.json$/,
  /^package\.(json|yaml|yml|json5)$|^(package-lock|npm-shrinkwrap)\.json$/,
  /^pnpm-(lock|workspace)\.yaml$|^yarn\.lock$|^\.yarnrc\.yml$|^bun\.lockb?$|^\.pnpmfile\.cjs$/,
  /^\.(nvmrc|node-version|npmrc|browserslistrc)$|^babel\.config\.\w+$|^\.babelrc(\.\w+)?$/,
  // Ruby
  /^\.rubocop[\w-]*\.yml$|^\.standard[\w-]*\.yml$|^\.erb[-_]lint\.yml$|^\.(haml|slim)-lint\.yml$|^\.reek\.yml$/,
  /^Gemfile(\.lock)?$|^gems\.(rb|locked)$|\.gemspec$|^\.ruby-version$/,
  // Python
  /^pyproject\.toml$|^\.?ruff\.toml$|^setup\.cfg$|^tox\.ini$|^\.flake8$|^\.isort\.cfg$|^\.?pylintrc$/,
  /^\.?mypy\.ini$|^pyrightconfig\.json$|^\.bandit$|^\.sqlfluff$|^\.djlintrc$|^\.python-version$/,
  /^(uv|poetry|pdm|pixi)\.lock$|^Pipfile(\.lock)?$|^(requirements|constraints)[\w.-]*\.(txt|in)$/,
  // other languages
  /^go\.(mod|sum|work)$|^\.golangci\.(ya?ml|toml|json)$|^Cargo\.(toml|lock)$/,
  /^\.?rustfmt\.toml$|^\.?clippy\.toml$|^rust-toolchain(\.toml)?$|^\.clang-(format|tidy)$/,
  /^\.shellcheckrc$|^\.yamllint(\.ya?ml)?$|^\.hadolint\.ya?ml$|^\.markdownlint[\w.-]*$|^\.swiftlint\.yml$/,
  /^\.?cspell(\.config)?\.\w+$|^buf(\.\w+)?\.yaml$|^\.tflint\.hcl$|^phpcs\.xml(\.dist)?$|^\.php-cs-fixer(\.dist)?\.php$/,
  /^phpstan\.neon(\.dist)?$|^composer\.(json|lock)$|^\.credo\.exs$|^\.formatter\.exs$|^mix\.lock$/,
];

/** Directories of packages that hold shared configuration: `eslint-config-acme`, `tsconfig`. */
const SHARED =
  /^(?:@?[\w-]+-)?(?:eslint|prettier|stylelint|biome|tsconfig|rubocop|lint)(?:-config|-plugin|-preset|-rules)(?:-[\w-]+)?$|^tsconfig(?:s|-[\w-]+)?$/;

/** A changed file, and the directory whose files it governs, at any depth. */
export interface Governing {
  readonly path: RepoPath;
  readonly below: RepoPath;
}

/** The directory that `path` governs, if it is a configuration or lock file; everything for a shared configuration. */
export function governing(
  path: RepoPath,
  isSwitchyards: (name: string) => boolean,
): Governing | undefined {
  const directory = parentOf(path);
  if (directory.split('/').some((segment) => SHARED.test(segment))) {
    return { path, below: '' as RepoPath };
  }
  const name = baseName(path);
  const isKnown = isSwitchyards(name) || NAMES.some((known) => known.test(name));
  return isKnown ? { path, below: directory } : undefined;
}

/**
 * Whether the file governs files of the service in `directory`: it governs the services below its own directory, and
 * the one that it lies in. `directories` are the directories of all services.
 */
export function governs(
  { below }: Governing,
  directory: RepoPath,
  directories: readonly RepoPath[],
): boolean {
  if (isWithin(below, directory)) return true;
  if (!isWithin(directory, below)) return false;
  const isDeeper = (other: RepoPath): boolean =>
    other.length > directory.length && isWithin(other, below);
  return !directories.some(isDeeper);
}
