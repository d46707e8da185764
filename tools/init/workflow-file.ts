// A workflow for GitHub Actions that checks what a pull request changes with the linters of the commit.
import { isWithin, type RepoPath } from '../base/paths.ts';
import type { Tool } from './tool-use.ts';

export const WORKFLOW_PATH = '.github/workflows/switchyard.yml' as RepoPath;

export interface WorkflowService {
  readonly directory: RepoPath;
  readonly tools: readonly string[];
}

/** Ends with a newline. `has` says whether the repository has a file. */
export function renderWorkflow(
  services: readonly WorkflowService[],
  has: (path: string) => boolean,
): string {
  const steps = [
    ['- uses: actions/checkout@v4', '  with:', '    fetch-depth: 0 # the merge base must be there'],
    ...nodeSteps(has),
    ...withOwn(using(services, RUBY), ['Gemfile'], has).map(({ directory }) => [
      '- uses: ruby/setup-ruby@v1',
      '  with:',
      ...(has(at(directory, '.ruby-version')) ? [] : ["    ruby-version: '3.3'"]),
      '    bundler-cache: true',
      ...inDirectory(directory, '    '),
    ]),
    ...pythonSteps(services, has),
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

const RUBY: readonly Tool[] = ['rubocop', 'standardrb'];
const PYTHON: readonly Tool[] = ['ruff', 'ruff-format', 'black', 'isort', 'flake8'];
const GO: readonly Tool[] = ['gofmt'];

const using = (services: readonly WorkflowService[], tools: readonly string[]): WorkflowService[] =>
  services.filter((service) => service.tools.some((tool) => tools.includes(tool)));

const PYTHON_MANIFESTS = ['pyproject.toml', 'requirements.txt', 'requirements-dev.txt', 'Pipfile'];

/** Those that install programs of their own, rather than run those of a service above. */
const withOwn = (
  services: readonly WorkflowService[],
  manifests: readonly string[],
  has: (path: string) => boolean,
): WorkflowService[] =>
  services.filter(
    ({ directory }) =>
      manifests.some((name) => has(at(directory, name))) ||
      !services.some(
        (other) => other.directory !== directory && isWithin(other.directory, directory),
      ),
  );

function nodeSteps(has: (path: string) => boolean): string[][] {
  const setUp = (cache: string): string[] => [
    '- uses: actions/setup-node@v4',
    '  with:',
    has('.nvmrc') ? '    node-version-file: .nvmrc' : '    node-version: 22',
    ...(cache === '' ? [] : [`    cache: ${cache}`]),
  ];
  if (has('pnpm-lock.yaml')) {
    return [
      ['- uses: pnpm/action-setup@v4'],
      setUp('pnpm'),
      ['- run: pnpm install --frozen-lockfile'],
    ];
  }
  if (has('yarn.lock')) {
    return [['- run: corepack enable'], setUp('yarn'), ['- run: yarn install --immutable']];
  }
  if (has('bun.lock') || has('bun.lockb')) {
    return [setUp(''), ['- uses: oven-sh/setup-bun@v2'], ['- run: bun install --frozen-lockfile']];
  }
  if (!has('package.json')) return [setUp(''), ['- run: npm install --global switchyard']];
  return has('package-lock.json')
    ? [setUp('npm'), ['- run: npm ci']]
    : [setUp(''), ['- run: npm install']];
}

/** The linters into a `.venv` of the service, where switchyard finds them. */
function pythonSteps(
  services: readonly WorkflowService[],
  has: (path: string) => boolean,
): string[][] {
  const all = withOwn(using(services, PYTHON), PYTHON_MANIFESTS, has);
  const usesUv = all.some(({ directory }) => has(at(directory, 'uv.lock')) || has('uv.lock'));
  return [
    ...(usesUv ? [['- uses: astral-sh/setup-uv@v6']] : []),
    ...all.map(({ directory, tools }) => {
      const linters = [
        ...new Set(tools.filter((tool) => isOneOf(PYTHON, tool)).map(programOf)),
      ].join(' ');
      const isUv = has(at(directory, 'uv.lock')) || has('uv.lock');
      const install = ['requirements-dev.txt', 'dev-requirements.txt', 'requirements/dev.txt'].find(
        (name) => has(at(directory, name)),
      );
      const run = isUv
        ? 'uv sync --all-groups'
        : `python3 -m venv .venv && .venv/bin/pip install ${install === undefined ? linters : `-r ${install}`}`;
      return [`- run: ${run}`, ...inDirectory(directory, '  ')];
    }),
  ];
}

const goStep = (services: readonly WorkflowService[]): string[] => [
  '- uses: actions/setup-go@v5',
  '  with:',
  `    go-version-file: ${at(using(services, GO)[0]?.directory ?? ('' as RepoPath), 'go.mod')}`,
];

const isOneOf = (tools: readonly string[], tool: string): boolean => tools.includes(tool);

const programOf = (tool: string): string => (tool === 'ruff-format' ? 'ruff' : tool);

const at = (directory: RepoPath, name: string): string =>
  directory === '' ? name : `${directory}/${name}`;

const inDirectory = (directory: RepoPath, indent: string): string[] =>
  directory === '' ? [] : [`${indent}working-directory: ${directory}`];
