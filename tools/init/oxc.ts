// Finds out whether a package uses oxlint and oxfmt, and with which flags.
import { joinRepoPath } from '../base/paths.ts';
import { directoriesOf } from './directories-by-script.ts';
import { CODE } from './eslint.ts';
import { formatted } from './kinds-by-script.ts';
import { callsOf, isThere, type PackageFile } from './package-file.ts';
import { always, type ToolUse, type Tree } from './tool-use.ts';

const OXLINT = ['.oxlintrc.json', '.oxlintrc.jsonc', 'oxlint.config.ts'];
const OXFMT = ['.oxfmtrc.json', '.oxfmtrc.jsonc', 'oxfmt.config.ts'];

const UNMATCHED = '--no-error-on-unmatched-pattern';

/** The use of oxlint in the package; empty if it is not used. */
export function findOxlint(tree: Tree, own: PackageFile): ToolUse[] {
  const isOwn = OXLINT.some((name) => tree.has(joinRepoPath(own.directory, name)));
  if (!isThere(tree, own, 'oxlint', isOwn)) return [];
  const meant = callsOf(own, 'oxlint').flatMap(
    (call) => call.match(/--(?:deny-warnings|type-aware|max-warnings[ =]\d+)/g) ?? [],
  );
  const command = ['oxlint', '--fix', UNMATCHED, ...new Set(meant)].join(' ');
  return [
    {
      tool: 'oxlint',
      command: () => command,
      kinds: [CODE, ['.vue'], ['.svelte'], ['.astro']],
      parts: directoriesOf(tree, own.directory, callsOf(own, 'oxlint')),
      isOwn,
      reaches: always,
    },
  ];
}

/** The use of oxfmt in the package; empty if it is not used. */
export function findOxfmt(tree: Tree, own: PackageFile): ToolUse[] {
  const isOwn = OXFMT.some((name) => tree.has(joinRepoPath(own.directory, name)));
  if (!isThere(tree, own, 'oxfmt', isOwn)) return [];
  return [
    {
      tool: 'oxfmt',
      command: () => `oxfmt ${UNMATCHED}`,
      kinds: formatted(callsOf(own, 'oxfmt')),
      parts: directoriesOf(tree, own.directory, callsOf(own, 'oxfmt')),
      isOwn,
      reaches: always,
    },
  ];
}
