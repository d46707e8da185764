// Finds the directories of a repository that should be services, and their linters, by the manifests among the files
// that git lists. Does not consider what configuration declares already.
import { ancestors, baseName, parentOf, selfAndAncestors, type RepoPath } from '../base/paths.ts';
import { findGo, findRust, findShell } from './native-tools.ts';
import { findNodeTools } from './node-tools.ts';
import { findPythonTools, findRequirements, type Requirements } from './python-tools.ts';
import { findRubyTools } from './ruby-tools.ts';
import { commandsOf, type Commands } from './tasks.ts';
import {
  ORDER,
  type Detected,
  type FileKind,
  type Note,
  type Tool,
  type ToolUse,
  type Tree,
} from './tool-use.ts';

export interface FoundService {
  readonly directory: RepoPath;
  readonly commands: Commands;
  /** Linter → its kinds of files, in the order in which the linters run. */
  readonly tools: ReadonlyMap<Tool, readonly FileKind[]>;
  /** The directories, relative to its own, that its tasks are limited to; empty for no limit. */
  readonly parts: readonly string[];
  /** Files that it owns and has tasks for. */
  readonly paths: readonly RepoPath[];
}

export interface FoundServices {
  readonly services: readonly FoundService[];
  /** Sentences on linters that are not proposed, or need something to work. */
  readonly notes: readonly string[];
  /** The commands that a directory would have if it were a service too. */
  readonly commandsIn: (directory: RepoPath) => Commands;
}

const MANIFEST =
  /^(?:package\.json|eslint\.config\.[cm]?[jt]s|Gemfile|\.rubocop\.yml|pyproject\.toml|Pipfile|setup\.(?:cfg|py)|tox\.ini|\.?ruff\.toml|\.flake8|\.isort\.cfg|requirements[\w.-]*\.(?:txt|in)|go\.mod|Cargo\.toml|\.shellcheckrc)$/;

// Directories with copies of other projects' sources: they are not services.
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|__fixtures__|fixtures?|testdata)\//;

/**
 * The services of a repository. Anchors are directories that may become services; one whose linters have no files of
 * their own is dropped, which gives its files to the anchor above, until all that are left have some.
 */
export function findServices(tree: Tree): FoundServices {
  const requirements = findRequirements(tree);
  const directories = manifestDirectories(tree, requirements);
  const detected = new Map(
    directories.map((directory) => [directory, detect(tree, directory, requirements)]),
  );
  let anchors = directories.filter((directory) => isAnchor(detected, directory));
  for (;;) {
    const candidates = ownedPaths(tree, anchors).map(([directory, paths]) =>
      serviceAt(detected, directory, paths),
    );
    const kept = candidates.filter(({ own }) => own).map(({ service }) => service.directory);
    if (kept.length < anchors.length) {
      anchors = kept;
      continue;
    }
    const isKept = new Set(kept);
    return {
      services: candidates.map(({ service }) => service),
      notes: sentences(
        directories.flatMap((directory) => {
          const { uses = [], notes = [] } = detected.get(directory) ?? {};
          const concerns = ({ tool }: Note): boolean =>
            isKept.has(directory) || !uses.some((use) => use.tool === tool);
          return notes.filter(concerns).map((note) => ({ directory, ...note }));
        }),
      ),
      commandsIn: (directory) => {
        const owned = new Map(ownedPaths(tree, [...kept, directory]));
        return serviceAt(detected, directory, owned.get(directory) ?? []).service.commands;
      },
    };
  }
}

/** The notes as sentences; a note that several directories have becomes one sentence. */
function sentences(notes: readonly (Note & { readonly directory: RepoPath })[]): string[] {
  const directories = new Map<string, string[]>();
  for (const { directory, tool, why } of notes) {
    const key = `${tool}\0${why}`;
    const name = directory === '' ? 'the top' : directory;
    directories.set(key, [...(directories.get(key) ?? []), name]);
  }
  return [...directories].map(([key, names]) => {
    const [tool = '', why = ''] = key.split('\0');
    return `${tool} of ${names.join(', ')}: ${why}`;
  });
}

function manifestDirectories(tree: Tree, requirements: Requirements): RepoPath[] {
  const directories = tree.paths
    .filter((path) => MANIFEST.test(baseName(path)) && !FOREIGN.test(path))
    .map(parentOf);
  const required = [...requirements.keys()].filter((directory) => !FOREIGN.test(`${directory}/`));
  return [...new Set(['' as RepoPath, ...directories, ...required])].sort();
}

function detect(tree: Tree, directory: RepoPath, requirements: Requirements): Detected {
  const found = [
    findNodeTools(tree, directory),
    findRubyTools(tree, directory),
    findPythonTools(tree, directory, requirements),
    findGo(tree, directory),
    findRust(tree, directory),
    ...(directory === '' ? [findShell(tree)] : []),
  ];
  return {
    uses: found.flatMap(({ uses }) => uses),
    notes: found.flatMap(({ notes }) => notes),
  };
}

/** Whether the directory has a linter that would not run the same way from the directory above. */
function isAnchor(detected: ReadonlyMap<RepoPath, Detected>, directory: RepoPath): boolean {
  const own = detected.get(directory)?.uses ?? [];
  if (directory === '') return own.length > 0;
  const above = effective(detected, parentOf(directory));
  return own.some(
    (use) =>
      use.isOwn || !above.some(({ tool, reaches }) => tool === use.tool && reaches(directory)),
  );
}

/** Gives each path to the deepest anchor above it. */
function ownedPaths(tree: Tree, anchors: readonly RepoPath[]): [RepoPath, RepoPath[]][] {
  const owned = new Map<RepoPath, RepoPath[]>(anchors.map((directory) => [directory, []]));
  for (const path of tree.paths) {
    for (const directory of ancestors(path)) {
      const paths = owned.get(directory);
      if (paths === undefined) continue;
      paths.push(path);
      break;
    }
  }
  return [...owned];
}

function serviceAt(
  detected: ReadonlyMap<RepoPath, Detected>,
  directory: RepoPath,
  paths: readonly RepoPath[],
): { readonly service: FoundService; readonly own: boolean } {
  const own = new Set(detected.get(directory)?.uses ?? []);
  const start = directory === '' ? '' : `${directory}/`;
  const usedFor = (owned: readonly RepoPath[]) => {
    const present = new Set(owned.map(kindOf));
    const uses = effective(detected, directory).flatMap((use) => {
      const kinds = use.kinds.filter((family) => family.some((kind) => present.has(kind))).flat();
      return kinds.length === 0 ? [] : [{ ...use, kinds, isFromHere: own.has(use) }];
    });
    return { present, uses };
  };
  const parts = commonParts(usedFor(paths).uses);
  const isInPart = (path: RepoPath): boolean =>
    parts.length === 0 || parts.some((each) => path.startsWith(`${start}${each}/`));
  const reached = paths.filter(isInPart);
  const { present, uses } = usedFor(reached);
  const known = new Set(uses.flatMap(({ kinds }) => kinds));
  const taken = reached.filter((path) => known.has(kindOf(path)));
  return {
    service: {
      directory,
      commands: commandsOf(directory, uses, present),
      tools: new Map(uses.map(({ tool, kinds }) => [tool, kinds])),
      parts,
      paths: taken,
    },
    own: taken.length > 0 && uses.some(({ isFromHere }) => isFromHere),
  };
}

/** The directories that all linters of a service are limited to; empty if they differ, or have no limit. */
function commonParts(
  uses: readonly { readonly isFromHere: boolean; readonly parts?: readonly string[] }[],
): readonly string[] {
  const [first = [], ...others] = uses.map(({ isFromHere, parts }) => (isFromHere ? parts : []));
  return others.every((other) => other?.join('\0') === first.join('\0')) ? first : [];
}

/** The linters that run in a directory: its own, and from the directories above the nearest of each other kind. */
function effective(detected: ReadonlyMap<RepoPath, Detected>, directory: RepoPath): ToolUse[] {
  const uses = new Map<Tool, ToolUse>();
  for (const at of selfAndAncestors(directory)) {
    const taken = new Set(uses.keys());
    for (const use of detected.get(at)?.uses ?? []) {
      const isReplaced = taken.has(use.tool) || INSTEAD[use.tool]?.some((tool) => taken.has(tool));
      if (isReplaced !== true && (at === directory || use.reaches(directory)))
        uses.set(use.tool, use);
    }
  }
  return ORDER.flatMap((tool) => uses.get(tool) ?? []);
}

// Linter → linters that replace it: a directory with one of these does not inherit the linter from above.
const INSTEAD: Partial<Record<Tool, readonly Tool[]>> = {
  eslint: ['biome'],
  prettier: ['biome', 'oxfmt'],
  oxfmt: ['biome', 'prettier'],
  oxlint: ['biome'],
  biome: ['eslint', 'oxlint', 'prettier', 'oxfmt'],
  ruff: ['flake8', 'black', 'isort'],
  'ruff-format': ['black', 'ruff'],
  isort: ['ruff'],
  black: ['ruff-format'],
  flake8: ['ruff'],
  rubocop: ['standardrb'],
  standardrb: ['rubocop'],
};

/** The extension of a file, with its dot; without an extension, its name. */
export function kindOf(path: RepoPath): FileKind {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? name : name.slice(dot);
}
