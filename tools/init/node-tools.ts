// Finds the linters from npm that a package uses, by its package.json and configuration files.
import { relative } from 'node:path';
import { isWithin, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { isAtLeast } from '../base/version.ts';
import { directoriesOf } from './directories-by-script.ts';
import { CODE, findEslint } from './eslint.ts';
import { formatted, styled } from './kinds-by-script.ts';
import { findOxfmt, findOxlint } from './oxc.ts';
import {
  callsOf,
  isNamedFor,
  isThere,
  packageFiles,
  readPackageFile,
  versionOf,
  type PackageFile,
} from './package-file.ts';
import {
  always,
  nearestWith,
  whereSearched,
  type Detected,
  type FileKind,
  type ToolUse,
  type Tree,
} from './tool-use.ts';

const STYLELINT = [
  ...['', '.json', '.yml', '.yaml', '.js', '.cjs', '.mjs'].map((end) => `.stylelintrc${end}`),
  ...['js', 'cjs', 'mjs', 'ts'].map((end) => `stylelint.config.${end}`),
];
const BIOME = ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'];

/** The linters that the package in `directory` uses. */
export function findNodeTools(tree: Tree, directory: RepoPath): Detected {
  const own = readPackageFile(tree, directory) ?? noPackage(directory);
  const eslint = findEslint(tree, own);
  const stylelint = findStylelint(tree, own);
  return {
    uses: [
      ...findOxlint(tree, own),
      ...eslint.uses,
      ...stylelint.uses,
      ...findBiome(tree, own),
      ...findOxfmt(tree, own),
      ...findPrettier(tree, own, eslint.uses.length > 0),
    ],
    notes: [...eslint.notes, ...stylelint.notes],
  };
}

/** For a directory without package.json, which may still have configuration for linters of a package above (Nx). */
const noPackage = (directory: RepoPath): PackageFile => ({
  directory,
  name: '',
  dependencies: {},
  scripts: {},
  keys: new Set(),
});

function findBiome(tree: Tree, own: PackageFile): ToolUse[] {
  const { directory } = own;
  const isOwn = BIOME.some((name) => tree.has(joinRepoPath(directory, name)));
  if (!isThere(tree, own, '@biomejs/biome', isOwn)) return [];
  const version = versionOf(tree, directory, '@biomejs/biome') ?? [2];
  const write = isAtLeast(version, [1, 8]) ? '--write' : '--apply';
  const command = `biome ${biomeVerb(tree, directory)} ${write} --no-errors-on-unmatched --files-ignore-unknown=true`;
  return [
    {
      tool: 'biome',
      command: () => command,
      kinds: [[...CODE, '.json', '.jsonc', '.css'], ['.graphql']],
      parts: directoriesOf(tree, directory, callsOf(own, 'biome')),
      isOwn,
      reaches: always,
    },
  ];
}

/** The subcommand: `check` (lint and format), but `lint` or `format` if all scripts call only that. */
function biomeVerb(tree: Tree, directory: RepoPath): string {
  const calls = packageFiles(tree, directory).flatMap((file) => callsOf(file, 'biome'));
  const verbs = new Set(calls.map((call) => call.split(/\s+/)[1] ?? 'check'));
  const [only = 'check'] = verbs;
  return verbs.size === 1 && ['lint', 'format'].includes(only) ? only : 'check';
}

function findStylelint(tree: Tree, own: PackageFile): Detected {
  const { directory, keys } = own;
  const isOwn =
    STYLELINT.some((name) => tree.has(joinRepoPath(directory, name))) || keys.has('stylelint');
  if (!isThere(tree, own, 'stylelint', isOwn)) return { uses: [], notes: [] };
  const isConfigured =
    isOwn ||
    nearestWith(tree, directory, STYLELINT) !== undefined ||
    packageFiles(tree, directory).some((file) => file.keys.has('stylelint'));
  if (!isConfigured) {
    const why = `it has no configuration ${whereSearched(directory)}.`;
    return { uses: [], notes: isNamedFor(own, 'stylelint') ? [] : [{ tool: 'stylelint', why }] };
  }
  const use: ToolUse = {
    tool: 'stylelint',
    command: () => 'stylelint --fix --allow-empty-input',
    kinds: styled(callsOf(own, 'stylelint')).map((kind) => [kind]),
    parts: directoriesOf(tree, directory, callsOf(own, 'stylelint')),
    isOwn,
    reaches: always,
  };
  return { uses: [use], notes: [] };
}

function findPrettier(tree: Tree, own: PackageFile, hasEslint: boolean): ToolUse[] {
  const { directory } = own;
  const isOwn = tree.has(joinRepoPath(directory, '.prettierignore'));
  if (!isThere(tree, own, 'prettier', isOwn)) return [];
  const { calls, from } = callsFor(tree, directory, 'prettier');
  // Only eslint runs prettier here, as a plugin.
  if (hasEslint && calls.length === 0 && 'eslint-plugin-prettier' in own.dependencies) return [];
  const version = versionOf(tree, directory, 'prettier') ?? [3];
  const command = `prettier --write${isAtLeast(version, [2, 1]) ? ' --ignore-unknown' : ''}`;
  return [
    {
      tool: 'prettier',
      command: (service) => `${command}${ignorePath(tree, from, service)}`,
      kinds: [...formatted(calls), ...plugged(tree, directory)],
      parts: directoriesOf(tree, directory, callsOf(own, 'prettier')),
      isOwn,
      reaches: always,
    },
  ];
}

/** The calls in the package's scripts, or else those of the nearest package above that also cover this directory. */
function callsFor(
  tree: Tree,
  directory: RepoPath,
  program: string,
): { calls: readonly string[]; from: RepoPath } {
  for (const file of packageFiles(tree, directory)) {
    const calls = callsOf(file, program);
    const parts = directoriesOf(tree, file.directory, calls);
    const isReached =
      parts.length === 0 ||
      file.directory === directory ||
      parts.some((part) => isWithin(joinRepoPath(file.directory, part), directory));
    if (calls.length > 0 && isReached) return { calls, from: file.directory };
  }
  return { calls: [], from: directory };
}

/** The flag for a `.prettierignore` above the service: prettier reads only the one in its working directory. */
function ignorePath(tree: Tree, from: RepoPath, service: RepoPath): string {
  const isElsewhere =
    service !== from &&
    tree.has(joinRepoPath(from, '.prettierignore')) &&
    !tree.has(joinRepoPath(service, '.prettierignore'));
  const up = relative(`/${service}`, `/${from}`);
  return isElsewhere && !/\s/.test(up) ? ` --ignore-path ${up}/.prettierignore` : '';
}

/** The kinds of files that prettier's plugins can format. */
const plugged = (tree: Tree, directory: RepoPath): readonly (readonly FileKind[])[] =>
  ['astro', 'svelte']
    .filter((kind) =>
      packageFiles(tree, directory).some(
        ({ dependencies }) => `prettier-plugin-${kind}` in dependencies,
      ),
    )
    .map((kind) => [`.${kind}`]);
