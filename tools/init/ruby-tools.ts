// Finds out whether a directory uses RuboCop, Standard, or linters of templates, usually through Bundler.
import { parentOf, selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { listedText, type Detected, type FileKind, type ToolUse, type Tree } from './tool-use.ts';

const RUBY: readonly FileKind[] = ['.rb', '.rake', '.ru', '.gemspec', 'Gemfile', 'Rakefile'];

/** By the Gemfile in `directory`, or by a `.rubocop.yml` if there is no Gemfile there or above. */
export function findRubyTools(tree: Tree, directory: RepoPath): Detected {
  const gemfile = listedText(tree, joinRepoPath(directory, 'Gemfile'));
  const configured = tree.has(joinRepoPath(directory, '.rubocop.yml'));
  if (gemfile === undefined && !(configured && !hasGemfileAbove(tree, directory))) {
    return { uses: [], notes: [] };
  }
  const lock = listedText(tree, joinRepoPath(directory, 'Gemfile.lock')) ?? '';
  const gems = `${gemfile ?? ''}\n${gemspecs(tree, directory)}`;
  const isNamed = (gem: string): boolean =>
    new RegExp(`^[^#\\n]*["'](?:[\\w-]+-)?${gem}(?:-[\\w-]+)?["']`, 'm').test(gems) ||
    new RegExp(`^    ${gem} \\(`, 'm').test(lock);
  const bundle = gemfile === undefined ? '' : 'bundle exec ';
  const hasStandard = /^[^#\n]*["']standard["']/m.test(gems);
  const isStandard =
    hasStandard && (!configured || tree.has(joinRepoPath(directory, '.standard.yml')));
  // standard brings RuboCop
  const isRubocop =
    gemfile === undefined ? configured : isNamed('rubocop') || (hasStandard && configured);
  const templates = gemfile === undefined ? [] : templateTools(tree, directory, gems, lock);
  if (!isStandard && !isRubocop) return { uses: templates, notes: [] };
  const command = isStandard ? 'standardrb --fix' : `rubocop ${correction(gems, lock)}`;
  return {
    uses: [
      {
        tool: isStandard ? 'standardrb' : 'rubocop',
        command: () => `${bundle}${command} --force-exclusion`,
        kinds: [RUBY],
        isOwn: true,
        reaches: withBundler(tree, directory),
      },
      ...templates,
    ],
    notes: [],
  };
}

/** Only erb_lint corrects files: the corrections of the others may be wrong. */
function templateTools(tree: Tree, directory: RepoPath, gems: string, lock: string): ToolUse[] {
  const isNamed = (gem: string): boolean => new RegExp(`^[^#\\n]*["']${gem}["']`, 'm').test(gems);
  const locked = /^ {4}erb_lint \(([\d.]+)\)/m.exec(lock)?.[1];
  const erb = isAtLeast(parseVersion(locked ?? '') ?? [1], [0, 6]) ? 'erb_lint' : 'erblint';
  const known = [
    { gem: 'erb_lint', tool: 'erb_lint', command: `${erb} --autocorrect`, kind: '.erb' },
    { gem: 'haml_lint', tool: 'haml-lint', command: 'haml-lint', kind: '.haml' },
    { gem: 'slim_lint', tool: 'slim-lint', command: 'slim-lint', kind: '.slim' },
  ] as const;
  return known
    .filter(({ gem }) => isNamed(gem))
    .map(({ tool, command, kind }) => ({
      tool,
      command: () => `bundle exec ${command}`,
      kinds: [[kind]],
      isOwn: true,
      reaches: withBundler(tree, directory),
    }));
}

/** Whether a service can run the linters of `directory`: Bundler uses the nearest Gemfile. */
const withBundler =
  (tree: Tree, directory: RepoPath) =>
  (service: RepoPath): boolean =>
    service === directory || !hasGemfileBetween(tree, service, directory);

function correction(gems: string, lock: string): string {
  const locked = /^ {4}rubocop \(([\d.]+)\)/m.exec(lock)?.[1];
  // Not `~> 1.21`, which allows 1.80.
  const pinned = /["']rubocop["']\s*,\s*["'](?:(?:=|<=?)?\s*|~>\s*(?=\d+\.\d+\.))(\d[\d.]*)/.exec(
    gems,
  )?.[1];
  const version = parseVersion(locked ?? pinned ?? '') ?? [1, 30];
  return isAtLeast(version, [1, 30]) ? '--autocorrect-all' : '--auto-correct-all';
}

/** The text of the gemspecs in `directory`: a Gemfile with `gemspec` includes their development dependencies. */
const gemspecs = (tree: Tree, directory: RepoPath): string =>
  tree.paths
    .filter((path) => path.endsWith('.gemspec') && parentOf(path) === directory)
    .map((path) => tree.read(path) ?? '')
    .join('\n');

const hasGemfileAbove = (tree: Tree, directory: RepoPath): boolean =>
  [...selfAndAncestors(directory)].some((at) => tree.has(joinRepoPath(at, 'Gemfile')));

function hasGemfileBetween(tree: Tree, service: RepoPath, directory: RepoPath): boolean {
  for (const at of selfAndAncestors(service)) {
    if (at === directory) return false;
    if (tree.has(joinRepoPath(at, 'Gemfile'))) return true;
  }
  return false;
}
