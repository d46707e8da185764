// Finds the Python linters that a directory uses, by its manifests and the linters' own configuration files.
import { type RepoPath, joinRepoPath } from '../base/paths.ts';
import { isAtLeast, parseVersion } from '../base/version.ts';
import { findCalledTools, type CalledTools } from './python-called-tools.ts';
import {
  always,
  listedText,
  type Detected,
  type FileKind,
  type Tool,
  type ToolUse,
  type Tree,
} from './tool-use.ts';

const PYTHON: readonly FileKind[] = ['.py', '.pyi'];

/** A requirements file; the group is the directory of its project. */
const REQUIREMENTS = /^(?:(.*?)\/)??(?:requirements[\w.-]*|requirements\/[\w.-]+)\.(?:txt|in)$/;

export type Requirements = ReadonlyMap<RepoPath, readonly RepoPath[]>;

/** Project directory → its requirements files. */
export function findRequirements(tree: Tree): Requirements {
  const found = new Map<RepoPath, RepoPath[]>();
  for (const path of tree.paths) {
    const match = REQUIREMENTS.exec(path);
    if (match === null) continue;
    const directory = (match[1] ?? '') as RepoPath;
    found.set(directory, [...(found.get(directory) ?? []), path]);
  }
  return found;
}

/** The linters that `directory` uses, by its `pyproject.toml`, `requirements*.txt`, `ruff.toml` and the like. */
export function findPythonTools(
  tree: Tree,
  directory: RepoPath,
  requirements: Requirements,
): Detected {
  const manifests = readManifests(tree, directory, requirements.get(directory) ?? []);
  if (manifests === undefined) return { uses: [], notes: [] };
  const { project } = manifests;
  const isRequired = (name: string): boolean => requires(manifests, name);
  const isThere = (name: string): boolean => isRequired(name) || configures(manifests, name);
  const called = findCalledTools(tree, directory, project);
  // Linters that ruff has replaced are often left in manifests: they count only if something still calls them.
  const isLeft = (name: string): boolean =>
    name !== 'ruff' && isThere('ruff') && called.mentions('ruff') && !called.mentions(name);
  const isUsed = (name: string): boolean => isThere(name) && !isLeft(name);
  const use = (tool: Tool, program: string, command: string): ToolUse[] =>
    isUsed(program)
      ? [
          {
            tool,
            command: () => command,
            kinds: [PYTHON],
            isOwn: isRequired(program),
            reaches: always,
          },
        ]
      : [];
  const format = isUsed('ruff') && formatsWithRuff(project, called, isUsed);
  const uses = [
    ...use('ruff', 'ruff', 'ruff check --fix --force-exclude'),
    ...use('isort', 'isort', 'isort --filter-files'),
    ...use('black', 'black', 'black'),
    ...(format === true ? use('ruff-format', 'ruff', 'ruff format --force-exclude') : []),
    ...use('flake8', 'flake8', 'flake8'),
  ];
  const left = ['isort', 'black', 'flake8'].filter((each) => isThere(each) && isLeft(each));
  return {
    uses,
    notes: [
      ...(left.length > 0
        ? [{ tool: left.join(', '), why: 'not proposed, as only ruff is called there.' }]
        : []),
      ...(format === 'only lints'
        ? [
            {
              tool: 'ruff',
              why: 'nothing there calls `ruff format`, so only `ruff check` is proposed.',
            },
          ]
        : []),
      ...(isUsed('black') && takesExcluded(sectionOf(project, 'black'))
        ? [
            {
              tool: 'black',
              why: '`exclude` does not hold for files that are named; say `force-exclude` in pyproject.toml.',
            },
          ]
        : []),
    ],
  };
}

// uv's constraints on versions of packages: they do not require a package.
const CONSTRAINTS =
  /^\s*(?:build-constraint|constraint|override)-dependencies\s*=\s*\[(?:#.*|"[^"\n]*"|'[^'\n]*'|[^\]"'#])*\]/gm;

interface Manifests {
  readonly project: string;
  /** The text of all requirements files. */
  readonly required: string;
  /** The text of setup.cfg and tox.ini. */
  readonly settings: string;
  /** Linters that have a configuration file of their own. */
  readonly ownFiles: ReadonlySet<string>;
}

function readManifests(
  tree: Tree,
  directory: RepoPath,
  requirements: readonly RepoPath[],
): Manifests | undefined {
  const read = (name: string): string | undefined =>
    listedText(tree, joinRepoPath(directory, name));
  const pyproject = read('pyproject.toml')?.replace(CONSTRAINTS, '');
  const project = [pyproject, read('Pipfile')].filter((text) => text !== undefined);
  const settings = [read('setup.cfg'), read('tox.ini')].filter((text) => text !== undefined);
  const ownFiles = new Set([
    ...((read('ruff.toml') ?? read('.ruff.toml')) === undefined ? [] : ['ruff']),
    ...(read('.flake8') === undefined ? [] : ['flake8']),
    ...(read('.isort.cfg') === undefined ? [] : ['isort']),
  ]);
  const found = [...project, ...settings, ...requirements, ...ownFiles];
  if (found.length === 0) return undefined;
  return {
    project: [...project, read('setup.py') ?? ''].join('\n'),
    required: requirements.map((path) => tree.read(path) ?? '').join('\n'),
    settings: settings.join('\n'),
    ownFiles,
  };
}

/** Whether a manifest lists the package as a dependency. */
const requires = ({ project, required }: Manifests, name: string): boolean =>
  new RegExp(`^${name}(?:\\[|[<>=!~ ;#]|$)`, 'm').test(required) ||
  new RegExp(`(?<!=\\s*)["']${name}(?:\\[[^\\]]*\\])?\\s*(?:[<>=!~;@ ][^"'\\n]*)?["']`).test(
    project,
  ) ||
  new RegExp(`^${name}\\s*=\\s*(?:["']|\\{.*\\b(?:version|git|extras)\\b)`, 'm').test(project);

/** Whether the manifests or the linter's own file configure the linter. */
const configures = ({ project, settings, ownFiles }: Manifests, name: string): boolean =>
  new RegExp(`^\\[tool\\.${name}[.\\]]`, 'm').test(project) ||
  new RegExp(`^\\[(?:tool:)?${name}\\]`, 'm').test(settings) ||
  ownFiles.has(name);

/** Whether black, with these settings, formats excluded files if they are named on the command line. */
const takesExcluded = (settings: string): boolean =>
  /^\s*(?:extend-)?exclude\s*=/m.test(settings) && !/^\s*force-exclude\s*=/m.test(settings);

function formatsWithRuff(
  project: string,
  called: CalledTools,
  isUsed: (name: string) => boolean,
): boolean | 'only lints' {
  const pinned = /\bruff\s*==\s*v?(\d[\d.]*)/.exec(project)?.[1];
  if (!isAtLeast(parseVersion(pinned ?? '') ?? [1], [0, 1, 2])) return false;
  if (['black', 'yapf', 'autopep8', 'blue'].some(isUsed)) return false;
  if (/^\[tool\.ruff\.format\]/m.test(project)) return true;
  return called.formatWithRuff || !called.mentions('ruff') || 'only lints';
}

/** The text of `[tool.<name>]`. */
const sectionOf = (project: string, name: string): string =>
  new RegExp(`^\\[tool\\.${name}\\]([^]*?)(?=^\\[|$(?![^]))`, 'm').exec(project)?.[1] ?? '';
