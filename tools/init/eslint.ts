// Finds out whether and how a package uses ESLint: flat configuration or .eslintrc, and which flags it needs.
import { selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { isAtLeast, showVersion, type Version } from '../base/version.ts';
import { directoriesOf } from './directories-by-script.ts';
import {
  callsOf,
  isNamedFor,
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
  type Tree,
} from './tool-use.ts';

const FLAT = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `eslint.config.${end}`);
const LEGACY = ['', '.js', '.cjs', '.json', '.yml', '.yaml'].map((end) => `.eslintrc${end}`);

const JAVASCRIPT: readonly FileKind[] = ['.js', '.jsx', '.mjs', '.cjs'];
export const CODE: readonly FileKind[] = [...JAVASCRIPT, '.ts', '.tsx', '.mts', '.cts'];
const FRAMEWORKS = ['vue', 'svelte', 'astro'];

// Packages with a TypeScript parser.
const WITH_TYPESCRIPT =
  /typescript-eslint|eslint-config-(?:next|react-app|love|standard-with-typescript|airbnb-typescript|xo-typescript)|@antfu\/eslint-config|eslint-config-typescript/;

/** The use of ESLint in the package, or a note why it is not proposed. */
export function findEslint(tree: Tree, own: PackageFile): Detected {
  const { directory } = own;
  const above = packageFiles(tree, directory);
  const isDeclared = own.dependencies.eslint !== undefined;
  const hasFlat = FLAT.some((name) => tree.has(joinRepoPath(directory, name)));
  const hasLegacy =
    LEGACY.some((name) => tree.has(joinRepoPath(directory, name))) || own.keys.has('eslintConfig');
  const calls = callsOf(own, 'eslint');
  const stated = statedFiles(tree, directory, calls);
  const isUsed = hasFlat || hasLegacy || calls.length > 0;
  const flatAt = nearestWith(tree, directory, FLAT);
  const legacyAt = nearestLegacy(tree, directory);
  // In a workspace, a sibling package may declare the eslint that the scripts call.
  const isCalled = calls.length > 0 && (flatAt ?? legacyAt) !== undefined;
  const isAvailable =
    isDeclared ||
    isCalled ||
    (isUsed && above.some(({ dependencies }) => dependencies.eslint !== undefined));
  if (!isAvailable) return { uses: [], notes: [] };

  const version = versionOf(tree, directory, 'eslint');
  const isFlat =
    version === undefined
      ? flatAt !== undefined || stated.config?.includes('eslint.config.') === true
      : isAtLeast(version, [9]) || (flatAt !== undefined && isAtLeast(version, [8, 21]));
  if ((isFlat ? flatAt : legacyAt) === undefined && stated.config === undefined) {
    // A package that provides configuration for others needs none for itself.
    if (!isUsed && isNamedFor(own, 'eslint')) return { uses: [], notes: [] };
    if (!isFlat) return unusable(`it has no configuration ${whereSearched(directory)}.`);
    const why =
      legacyAt === undefined ? '' : `, and ${showVersion(version ?? [9])} reads no .eslintrc`;
    return unusable(`no eslint.config.js is ${whereSearched(directory)}${why}.`);
  }
  const demands = demandsOf(calls);
  const flags = isFlat ? flatFlags(version ?? [9], stated, demands) : legacyFlags(stated);
  const command = ['eslint --fix', ...flags].join(' ');
  const { features, strict } = demands;
  const dependencies = above.flatMap((file) => Object.keys(file.dependencies));
  const reads = (kind: string): boolean => dependencies.some((each) => each.includes(kind));
  const readsTypescript = isFlat || dependencies.some((each) => WITH_TYPESCRIPT.test(each));
  return {
    uses: [
      {
        tool: 'eslint',
        command: () => command,
        kinds: [
          readsTypescript ? CODE : JAVASCRIPT,
          ...FRAMEWORKS.filter(
            (each) => reads(`eslint-plugin-${each}`) || reads(`${each}/eslint-`),
          ).map((each) => [`.${each}`]),
        ],
        parts: directoriesOf(tree, directory, calls),
        // Without a configuration of its own, eslint run from a directory above does the same.
        isOwn: isFlat
          ? hasFlat || strict || features.length > 0 || stated.config !== undefined
          : isUsed,
        // With .eslintrc, eslint looks for plugins and .eslintignore only in the working directory.
        reaches:
          isFlat && stated.config === undefined ? always : (service) => service === directory,
      },
    ],
    notes: [],
  };
}

const unusable = (why: string): Detected => ({ uses: [], notes: [{ tool: 'eslint', why }] });

/** What the scripts require by flags. */
interface Demands {
  readonly features: readonly string[];
  /** Whether warnings are to fail (`--max-warnings 0`). */
  readonly strict: boolean;
}

const demandsOf = (calls: readonly string[]): Demands => ({
  features: [...new Set(calls.flatMap((call) => call.match(/--flag[ =][\w-]+/g) ?? []))],
  strict: calls.some((call) => /--max-warnings[ =]0\b/.test(call)),
});

const flatFlags = (
  version: Version,
  { config }: StatedFiles,
  { features, strict }: Demands,
): string[] => [
  ...(config === undefined ? [] : [`--config ${config}`]),
  ...features,
  ...(isAtLeast(version, [8, 51]) ? ['--no-warn-ignored'] : []),
  ...(strict ? ['--max-warnings 0'] : []),
];

const legacyFlags = ({ config, ignored }: StatedFiles): string[] => [
  ...(config === undefined ? [] : [`--config ${config}`]),
  ...(ignored === undefined ? [] : [`--ignore-path ${ignored}`]),
];

interface StatedFiles {
  readonly config: string | undefined;
  readonly ignored: string | undefined;
}

/** The configuration and ignore file that the scripts name by flags, if they exist and all scripts name the same. */
function statedFiles(tree: Tree, directory: RepoPath, calls: readonly string[]): StatedFiles {
  const only = (flag: RegExp): string | undefined => {
    const named = new Set(calls.flatMap((call) => flag.exec(call)?.[1] ?? []));
    const [file = ''] = named;
    const isThere = tree.has(joinRepoPath(directory, file.replace(/^\.\//, '')));
    return named.size === 1 && isThere ? file : undefined;
  };
  return {
    config: only(/ (?:-c|--config)[ =](\S+)/),
    ignored: only(/ --ignore-path[ =](\S+)/),
  };
}

function nearestLegacy(tree: Tree, directory: RepoPath): RepoPath | undefined {
  const at = nearestWith(tree, directory, LEGACY);
  if (at !== undefined) return at;
  return [...selfAndAncestors(directory)].find(
    (each) => readPackageFile(tree, each)?.keys.has('eslintConfig') === true,
  );
}
