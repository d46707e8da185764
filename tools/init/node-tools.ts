// Which linters of npm's world a package uses, from its package.json and configuration files.
import { relative } from 'node:path';
import type { RepoPath } from '../base/paths.ts';
import { isAtLeast } from '../base/version.ts';
import { CODE, findEslint } from './eslint.ts';
import {
  callsOf,
  packageFiles,
  readPackageFile,
  versionOf,
  type PackageFile,
} from './package-file.ts';
import {
  always,
  nearestWith,
  within,
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

const STYLES: readonly FileKind[] = ['.css', '.scss', '.less'];
const PLAIN: readonly FileKind[] = ['.json', '.md', '.css'];
const MORE: readonly FileKind[] = [
  ...[
    '.scss',
    '.less',
    '.jsonc',
    '.json5',
    '.mdx',
    '.yml',
    '.yaml',
    '.html',
    '.vue',
    '.hbs',
    '.graphql',
    '.gql',
  ],
];

/** What the package in `directory` uses. */
export function findNodeTools(tree: Tree, directory: RepoPath): Detected {
  const own = readPackageFile(tree, directory);
  if (own === undefined) return { uses: [], notes: [] };
  const eslint = findEslint(tree, own);
  const biome = findBiome(tree, own);
  return {
    uses: [...eslint.uses, ...findStylelint(tree, own), ...biome, ...findPrettier(tree, own)],
    notes: eslint.notes,
  };
}

const isThere = (tree: Tree, own: PackageFile, name: string, isOwn: boolean): boolean =>
  own.dependencies[name] !== undefined ||
  (isOwn && packageFiles(tree, own.directory).some(({ dependencies }) => name in dependencies));

function findBiome(tree: Tree, own: PackageFile): ToolUse[] {
  const { directory } = own;
  const isOwn = BIOME.some((name) => tree.has(within(directory, name)));
  if (!isThere(tree, own, '@biomejs/biome', isOwn)) return [];
  const version = versionOf(tree, directory, '@biomejs/biome') ?? [2];
  const write = isAtLeast(version, [1, 8]) ? '--write' : '--apply';
  const command = `biome check ${write} --no-errors-on-unmatched --files-ignore-unknown=true`;
  return [
    {
      tool: 'biome',
      command: () => command,
      kinds: [[...CODE, '.json', '.jsonc', '.css'], ['.graphql']],
      isOwn,
      reaches: always,
    },
  ];
}

function findStylelint(tree: Tree, own: PackageFile): ToolUse[] {
  const { directory, keys } = own;
  const isOwn =
    STYLELINT.some((name) => tree.has(within(directory, name))) || keys.has('stylelint');
  if (!isThere(tree, own, 'stylelint', isOwn)) return [];
  const isConfigured =
    isOwn ||
    nearestWith(tree, directory, STYLELINT) !== undefined ||
    packageFiles(tree, directory).some((file) => file.keys.has('stylelint'));
  if (!isConfigured) return [];
  return [
    {
      tool: 'stylelint',
      command: () => 'stylelint --fix --allow-empty-input',
      kinds: styled(callsOf(own, 'stylelint')).map((kind) => [kind]),
      isOwn,
      reaches: always,
    },
  ];
}

function findPrettier(tree: Tree, own: PackageFile): ToolUse[] {
  const { directory } = own;
  const isOwn = tree.has(within(directory, '.prettierignore'));
  if (!isThere(tree, own, 'prettier', isOwn)) return [];
  const version = versionOf(tree, directory, 'prettier') ?? [3];
  const command = `prettier --write${isAtLeast(version, [2, 1]) ? ' --ignore-unknown' : ''}`;
  return [
    {
      tool: 'prettier',
      command: (service) => `${command}${ignorePath(tree, directory, service)}`,
      kinds: [...formatted(callsOf(own, 'prettier')), ...plugged(tree, directory)],
      isOwn,
      reaches: always,
    },
  ];
}

/** prettier reads the `.prettierignore` of its working directory only. */
function ignorePath(tree: Tree, from: RepoPath, service: RepoPath): string {
  const isElsewhere =
    service !== from &&
    tree.has(within(from, '.prettierignore')) &&
    !tree.has(within(service, '.prettierignore'));
  const up = relative(`/${service}`, `/${from}`);
  return isElsewhere && !/\s/.test(up) ? ` --ignore-path ${up}/.prettierignore` : '';
}

/** What a plugin of prettier's reads. */
const plugged = (tree: Tree, directory: RepoPath): readonly (readonly FileKind[])[] =>
  ['astro', 'svelte']
    .filter((kind) =>
      packageFiles(tree, directory).some(
        ({ dependencies }) => `prettier-plugin-${kind}` in dependencies,
      ),
    )
    .map((kind) => [`.${kind}`]);

/** What the package's own scripts check; without one, every kind of style sheet. */
function styled(calls: readonly string[]): readonly FileKind[] {
  const { named, isAll } = filesOf(calls);
  const known = STYLES.filter((kind) => named.includes(kind));
  return isAll || known.length === 0 ? STYLES : known;
}

/** What the package's own scripts format; without one, what most projects do. */
function formatted(calls: readonly string[]): readonly (readonly FileKind[])[] {
  const { named, isAll } = filesOf(calls);
  const kinds = [...PLAIN, ...MORE];
  if (isAll) return [CODE, PLAIN, ...MORE.map((kind) => [kind])];
  if (named.length === 0) return [CODE, PLAIN, ['.scss'], ['.less']];
  const code = CODE.filter((kind) => named.includes(kind));
  return [code, ...kinds.filter((kind) => named.includes(kind)).map((kind) => [kind])];
}

/** The kinds of files that a linter's command lines name, and whether they name whole directories. */
function filesOf(calls: readonly string[]): { named: readonly FileKind[]; isAll: boolean } {
  const words = calls.flatMap((call) => call.split(/[\s'"]+/).slice(1));
  const globs = words.filter((word) => !word.startsWith('-') && !word.startsWith('!'));
  const named = globs.flatMap((glob) => {
    const [, list, one] = /\.(?:[{+@(]+([\w,|]+)[})]+|(\w+))$/.exec(glob) ?? [];
    return (list?.split(/[,|]/) ?? (one === undefined ? [] : [one])).map((end) => `.${end}`);
  });
  const isAll = globs.some((glob) => glob === '.' || /(?:^|\/)(?:\*|[\w-]+\/?)$/.test(glob));
  return { named, isAll };
}
