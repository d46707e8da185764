// Renders a workflow for GitHub Actions that runs `switchyard check` on what a pull request changes.
import { isWithin, selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { listedText, type Tool, type Tree } from './tool-use.ts';
import { nodeSteps } from './workflow-node.ts';

export const WORKFLOW_PATH = '.github/workflows/switchyard.yml' as RepoPath;

type Files = Pick<Tree, 'has' | 'read'>;

export interface WorkflowService {
  readonly directory: RepoPath;
  readonly tools: readonly string[];
}

/** Ends with a newline. */
export function renderWorkflow(services: readonly WorkflowService[], files: Files): string {
  const { has } = files;
  const node = using(services, NODE).map(({ directory }) => directory);
  const steps = [
    ['- uses: actions/checkout@v4', '  with:', '    fetch-depth: 0 # the merge base must be there'],
    ...nodeSteps(node, files),
    ...withOwn(using(services, RUBY), ['Gemfile'], has).map(({ directory }) => [
      '- uses: ruby/setup-ruby@v1',
      '  with:',
      ...rubyVersion(directory, files),
      '    bundler-cache: true',
      ...inDirectory(directory, '    '),
    ]),
    ...pythonSteps(services, files),
    ...(using(services, GO).length > 0 ? [goStep(services)] : []),
    [
      '- run: npx switchyard check --from "$BASE"',
      '  env:',
      '    BASE: ${{ github.event.pull_request.base.sha }}',
    ],
  ];
  return [
    '# The linters of each service on the files that a pull request changes, as at each commit.',
    'name: switchyard',
    'on: pull_request',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  check:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    ...steps.flatMap((lines) => lines.map((line) => `      ${line}`)),
    '',
  ].join('\n');
}

const NODE: readonly Tool[] = ['oxlint', 'eslint', 'stylelint', 'biome', 'oxfmt', 'prettier'];
const RUBY: readonly Tool[] = ['rubocop', 'standardrb', 'erb_lint', 'haml-lint', 'slim-lint'];
const PYTHON: readonly Tool[] = ['ruff', 'black', 'isort', 'flake8'];
const GO: readonly Tool[] = ['gofmt'];

const using = (services: readonly WorkflowService[], tools: readonly string[]): WorkflowService[] =>
  services.filter((service) => service.tools.some((tool) => tools.includes(tool)));

/**
 * The action reads the version only from files in its own directory: without one there, the nearest stated version is
 * passed. The Ruby that is set up last runs the linters of all services.
 */
function rubyVersion(directory: RepoPath, files: Files): string[] {
  const isStatedHere = ['.ruby-version', '.tool-versions'].some(
    (name) => rubyIn(directory, name, files) !== undefined,
  );
  if (isStatedHere) return [];
  const stated = [...selfAndAncestors(directory)].flatMap((at) =>
    ['Gemfile', '.ruby-version', '.tool-versions'].flatMap((name) => rubyIn(at, name, files) ?? []),
  );
  return [`    ruby-version: '${stated[0] ?? '3.3'}'`];
}

const rubyIn = (directory: RepoPath, name: string, files: Files): string | undefined =>
  RUBY_VERSIONS.get(name)?.exec(listedText(files, joinRepoPath(directory, name)) ?? '')?.[1];

const RUBY_VERSIONS = new Map([
  ['Gemfile', /^ruby\s*\(?\s*['"]([\d.]+)['"]/m],
  ['.ruby-version', /^(?:ruby-)?(\d[\w.-]*)/],
  ['.tool-versions', /^ruby\s+(\d[\w.-]*)/m],
]);

const PYTHON_MANIFESTS = ['pyproject.toml', 'requirements.txt', 'requirements-dev.txt', 'Pipfile'];

/** The services with a manifest of their own, and those without a service above whose programs they could run. */
const withOwn = (
  services: readonly WorkflowService[],
  manifests: readonly string[],
  has: (path: string) => boolean,
): WorkflowService[] =>
  services.filter(
    ({ directory }) =>
      manifests.some((name) => has(joinRepoPath(directory, name))) ||
      !services.some(
        (other) => other.directory !== directory && isWithin(other.directory, directory),
      ),
  );

/**
 * Steps that install the linters into the `.venv` of the service, or of uv's workspace, where switchyard finds them.
 */
function pythonSteps(services: readonly WorkflowService[], files: Files): string[][] {
  const { has } = files;
  const locked = new Map<RepoPath, WorkflowService[]>();
  const others: WorkflowService[] = [];
  for (const service of withOwn(using(services, PYTHON), PYTHON_MANIFESTS, has)) {
    const directory = [...selfAndAncestors(service.directory)].find((each) =>
      has(joinRepoPath(each, 'uv.lock')),
    );
    if (directory === undefined) others.push(service);
    else locked.set(directory, [...(locked.get(directory) ?? []), service]);
  }
  return [
    ...(locked.size > 0 ? [['- uses: astral-sh/setup-uv@v6']] : []),
    ...[...locked].map(([directory, members]) => [
      `- run: ${uvSync(directory, members, files)}`,
      ...inDirectory(directory, '  '),
    ]),
    ...others.map((service) => [
      `- run: ${pipInstall(service, files)}`,
      ...inDirectory(service.directory, '  '),
    ]),
  ];
}

const lintersOf = ({ tools }: WorkflowService): string[] =>
  tools.filter((tool) => isOneOf(PYTHON, tool));

/**
 * One `uv sync` for a whole workspace: a sync of one member would uninstall what another one has installed.
 * `--all-groups` does not include the optional dependencies (extras).
 */
function uvSync(directory: RepoPath, members: readonly WorkflowService[], { read }: Files): string {
  const projectIn = (directory: RepoPath): string =>
    read(joinRepoPath(directory, 'pyproject.toml')) ?? '';
  const isExtra = members.some((service) => {
    const [, extras = ''] =
      /^\[project\.optional-dependencies\]([^]*?)(?=^\[|$(?![^]))/m.exec(
        projectIn(service.directory),
      ) ?? [];
    return lintersOf(service).some((name) => extras.includes(`"${name}`));
  });
  const isWorkspace = /^\[tool\.uv\.workspace\]/m.test(projectIn(directory));
  return [
    'uv sync',
    ...(isWorkspace ? ['--all-packages'] : []),
    '--all-groups',
    ...(isExtra ? ['--all-extras'] : []),
  ].join(' ');
}

const REQUIREMENTS = ['requirements-dev.txt', 'dev-requirements.txt', 'requirements/dev.txt'];

function pipInstall(service: WorkflowService, { has, read }: Files): string {
  const file = REQUIREMENTS.find((name) => has(joinRepoPath(service.directory, name)));
  const project = read(joinRepoPath(service.directory, 'pyproject.toml')) ?? '';
  const lock = ['poetry.lock', 'pdm.lock'].map(
    (name) => read(joinRepoPath(service.directory, name)) ?? '',
  );
  const pinned = (name: string): string => {
    const locked = new RegExp(`^name = "${name}"\nversion = "([\\d.]+)"`, 'm').exec(
      lock.join('\n'),
    );
    if (locked !== null) return `${name}==${locked[1] ?? ''}`;
    return new RegExp(`["'](${name}==[\\d.]+)["']`).exec(project)?.[1] ?? name;
  };
  const what = file === undefined ? lintersOf(service).map(pinned).join(' ') : `-r ${file}`;
  return `python3 -m venv .venv && .venv/bin/pip install ${what}`;
}

const goStep = (services: readonly WorkflowService[]): string[] => [
  '- uses: actions/setup-go@v5',
  '  with:',
  `    go-version-file: ${joinRepoPath(using(services, GO)[0]?.directory ?? ('' as RepoPath), 'go.mod')}`,
];

const isOneOf = (tools: readonly string[], tool: string): boolean => tools.includes(tool);

const inDirectory = (directory: RepoPath, indent: string): string[] =>
  directory === '' ? [] : [`${indent}working-directory: ${directory}`];
