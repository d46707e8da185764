// Each tool as its own documentation sets it up: the files that are committed for it, and what its hook starts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';

/** What other tools leave in a repository is not to be seen by this one. */
export const CONFIGURATIONS = [
  'switchyard.config.json',
  'lefthook.yml',
  '.lefthookrc',
  '.pre-commit-config.yaml',
  'hk.pkl',
  'bench-hook.sh',
];

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const pattern = ({ extensions }) =>
  extensions.length === 1 ? `*.${extensions[0]}` : `*.{${extensions.join(',')}}`;
const nameOf = ({ path }) => path.replaceAll('/', '-');
const withFiles = ({ commands }, files) =>
  commands.map((command) => `${command} ${files}`).join(' && ');

/** In the order of the table. `stages: false`: fixes are left for the user, who adds them and commits again. */
export function toolsOf(peers) {
  const switchyard = {
    name: 'switchyard run',
    version: peers.switchyard.version,
    files: switchyardFiles,
    hook: [...peers.switchyard.argv, 'run'],
    all: (shard) => [...peers.switchyard.argv, 'check', '--all', ...shard],
  };
  return [
    switchyard,
    {
      name: 'switchyard, lefthook',
      version: `${peers.switchyard.version}, ${peers.lefthook.version}`,
      files: switchyardFiles,
      prepare: [...peers.lefthook.argv, 'install', '--force'],
      hook: ['.git/hooks/pre-commit'],
      manual: switchyard.hook,
    },
    {
      name: 'lefthook',
      version: peers.lefthook.version,
      files: (services) => new Map([['lefthook.yml', lefthookAlone(services)]]),
      hook: [...peers.lefthook.argv, 'run', 'pre-commit', '--no-auto-install'],
      all: () => [
        ...peers.lefthook.argv,
        'run',
        'pre-commit',
        '--no-auto-install',
        '--all-files',
        '--force',
      ],
    },
    {
      name: 'lint-staged',
      version: peers['lint-staged'].version,
      files: (services) =>
        new Map(
          services.map((service) => [
            `${service.path}/.lintstagedrc.json`,
            json({ [pattern(service)]: service.commands }),
          ]),
        ),
      hook: peers['lint-staged'].argv,
    },
    ...['prek', 'pre-commit'].map((name) => ({
      name,
      version: peers[name].version,
      files: (services) => new Map([['.pre-commit-config.yaml', preCommit(services)]]),
      hook: [...peers[name].argv, 'run'],
      all: () => [...peers[name].argv, 'run', '--all-files'],
      stages: false,
    })),
    ...(peers.hk === null
      ? []
      : [
          {
            name: 'hk',
            version: peers.hk.version,
            files: (services) => new Map([['hk.pkl', hk(services, peers.hk.version)]]),
            hook: [...peers.hk.argv, 'run', 'pre-commit'],
            all: () => [...peers.hk.argv, 'fix', '--all'],
          },
        ]),
    {
      name: 'shell script',
      files: (services) => new Map([['bench-hook.sh', shell(services)]]),
      hook: ['sh', 'bench-hook.sh'],
    },
    { name: 'bare linters', files: () => new Map(), bare: true },
  ];
}

/** The same for a run by hand and for the hook, as in a repository that uses Switchyard. */
const switchyardFiles = (services) =>
  new Map([
    ['switchyard.config.json', switchyardConfiguration(services)],
    ['lefthook.yml', lefthookOfSwitchyard(services)],
    ['.lefthookrc', readFileSync(join(top, '.lefthookrc'), 'utf8')],
  ]);

const switchyardConfiguration = (services) =>
  json({
    services: Object.fromEntries(
      services.map((service) => [
        service.path,
        { tasks: { [pattern(service)]: service.commands }, uses: [] },
      ]),
    ),
  });

const lefthookOfSwitchyard = (services) => `min_version: 2.2.2
assert_lefthook_installed: true
rc: ./.lefthookrc
output: [failure, execution_out]
pre-commit:
  piped: true
  jobs:
    - name: lint
      group:
        parallel: true
        jobs:
${services.map((service) => `          - { name: ${nameOf(service)}, root: ${service.path}/, run: switchyard lint ${service.path} }`).join('\n')}
    - name: publish
      run: switchyard publish
`;

const lefthookAlone = (services) => `output: [failure, execution_out]
pre-commit:
  parallel: true
  jobs:
${services
  .map(
    (service) => `    - name: ${nameOf(service)}
      root: ${service.path}/
      glob: "${pattern(service)}"
      run: ${withFiles(service, '{staged_files}')}
      stage_fixed: true`,
  )
  .join('\n')}
`;

const preCommit = (services) => `repos:
  - repo: local
    hooks:
${services
  .map(
    (service) => `      - id: ${nameOf(service)}
        name: ${nameOf(service)}
        language: system
        files: ^${service.path}/.*\\.(${service.extensions.join('|')})$
        entry: bash -c 'cd ${service.path} && ${withFiles(service, `"\${@#${service.path}/}"`)}' --`,
  )
  .join('\n')}
`;

const hk = (
  services,
  version,
) => `amends "package://github.com/jdx/hk/releases/download/v${version}/hk@${version}#/Config.pkl"
hooks {
  ["pre-commit"] {
    fix = true
    stash = "git"
    steps {
${steps(services)}
    }
  }
  ["fix"] {
    fix = true
    steps {
${steps(services)}
    }
  }
}
`;

const steps = (services) =>
  services
    .map(
      (service) => `      ["${nameOf(service)}"] {
        dir = "${service.path}"
        glob = List(${service.extensions.map((extension) => `"**/*.${extension}"`).join(', ')})
        fix = "${withFiles(service, '{{files}}')}"
      }`,
    )
    .join('\n');

const shell = (services) => `set -e
${services
  .map(
    (service) => `(
  cd ${service.path}
  files=$(git diff --cached --name-only --relative --diff-filter=ACMR -- ${service.extensions.map((extension) => `'*.${extension}'`).join(' ')})
  [ -n "$files" ] || exit 0
${service.commands.map((command) => `  ${command} $files`).join('\n')}
  git add $files
)`,
  )
  .join('\n')}
`;

/** The linters alone, all services at once, with the files written into the script. */
export const bareScript = (services, paths) => {
  const jobs = services.flatMap((service) => {
    const own = paths
      .filter((path) => path.startsWith(`${service.path}/`))
      .map((path) => path.slice(service.path.length + 1));
    if (own.length === 0) return [];
    return [
      `(cd ${service.path} && set -- ${own.join(' ')} && ${withFiles(service, '"$@"')}) & jobs="$jobs $!"`,
    ];
  });
  return `jobs=\n${jobs.join('\n')}\nfor job in $jobs; do wait "$job" || exit 1; done\n`;
};
