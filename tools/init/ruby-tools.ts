// Whether a directory with a Gemfile uses RuboCop or Standard, through Bundler.
import type { RepoPath } from '../base/paths.ts';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { upwards, within, type Detected, type FileKind, type Tree } from './tool-use.ts';

const RUBY: readonly FileKind[] = ['.rb', '.rake', '.ru', '.gemspec', 'Gemfile', 'Rakefile'];

/** What the Gemfile in `directory`, or a `.rubocop.yml` where there is none, says. */
export function findRubyTools(tree: Tree, directory: RepoPath): Detected {
  const gemfile = text(tree, within(directory, 'Gemfile'));
  const configured = tree.has(within(directory, '.rubocop.yml'));
  if (gemfile === undefined && !(configured && !hasGemfileAbove(tree, directory))) {
    return { uses: [], notes: [] };
  }
  const lock = text(tree, within(directory, 'Gemfile.lock')) ?? '';
  const gems = `${gemfile ?? ''}\n${gemspecs(tree, directory)}`;
  const isNamed = (gem: string): boolean =>
    new RegExp(`^[^#\\n]*["'](?:[\\w-]+-)?${gem}(?:-[\\w-]+)?["']`, 'm').test(gems) ||
    new RegExp(`^    ${gem} \\(`, 'm').test(lock);
  const bundle = gemfile === undefined ? '' : 'bundle exec ';
  const hasStandard = /^[^#\n]*["']standard["']/m.test(gems);
  const isStandard = hasStandard && (!configured || tree.has(within(directory, '.standard.yml')));
  // standard brings RuboCop
  const isRubocop =
    gemfile === undefined ? configured : isNamed('rubocop') || (hasStandard && configured);
  if (!isStandard && !isRubocop) return { uses: [], notes: [] };
  const command = isStandard ? 'standardrb --fix' : `rubocop ${correction(gems, lock)}`;
  return {
    uses: [
      {
        tool: isStandard ? 'standardrb' : 'rubocop',
        command: () => `${bundle}${command} --force-exclusion`,
        kinds: [RUBY],
        isOwn: true,
        // Bundler takes the nearest Gemfile.
        reaches: (service) => service === directory || !hasGemfileBetween(tree, service, directory),
      },
    ],
    notes: [],
  };
}

function correction(gems: string, lock: string): string {
  const locked = /^ {4}rubocop \(([\d.]+)\)/m.exec(lock)?.[1];
  // `~> 1.21` lets in 1.80
  const pinned = /["']rubocop["']\s*,\s*["'](?:(?:=|<=?)?\s*|~>\s*(?=\d+\.\d+\.))(\d[\d.]*)/.exec(
    gems,
  )?.[1];
  const version = parseVersion(locked ?? pinned ?? '') ?? [1, 30];
  return isAtLeast(version, [1, 30]) ? '--autocorrect-all' : '--auto-correct-all';
}

const text = (tree: Tree, path: RepoPath): string | undefined =>
  tree.has(path) ? tree.read(path) : undefined;

/** A Gemfile that says `gemspec` takes the gem's own development dependencies. */
const gemspecs = (tree: Tree, directory: RepoPath): string =>
  tree.paths
    .filter((path) => path.endsWith('.gemspec'))
    .filter((path) => path === within(directory, path.slice(path.lastIndexOf('/') + 1)))
    .map((path) => tree.read(path) ?? '')
    .join('\n');

const hasGemfileAbove = (tree: Tree, directory: RepoPath): boolean =>
  [...upwards(directory)].some((at) => tree.has(within(at, 'Gemfile')));

function hasGemfileBetween(tree: Tree, service: RepoPath, directory: RepoPath): boolean {
  for (const at of upwards(service)) {
    if (at === directory) return false;
    if (tree.has(within(at, 'Gemfile'))) return true;
  }
  return false;
}
