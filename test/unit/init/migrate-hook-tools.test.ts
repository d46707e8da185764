import { expect, test } from 'vitest';
import { readLefthook } from '../../../tools/hook/read-lefthook.ts';
import {
  migrateHusky,
  migrateNanoStaged,
  migratePackageHooks,
  migrateStagingJobs,
} from '../../../tools/init/migrate-hook-tools.ts';
import { migrateOvercommit, migratePreCommit } from '../../../tools/init/migrate-pre-commit.ts';
import { treeOf } from './tree.ts';

test("husky's hooks become jobs; lint-staged is replaced", () => {
  const tree = treeOf({
    '.husky/pre-commit': '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\nnpx lint-staged\n',
    '.husky/commit-msg': 'npx --no -- commitlint --edit "$1"\n',
  });
  const [hooks, keep] = migrateHusky(tree, '.husky/_');
  expect(hooks?.lines.slice(0, 3)).toEqual([
    'commit-msg:',
    '  jobs:',
    "    - run: 'npx --no -- commitlint --edit {1}'",
  ]);
  expect(hooks?.lines).toContain('git config --unset core.hooksPath   # this repository only');
  expect(keep?.lines).toEqual(['npx switchyard run']);
});

test('what a line does besides lint-staged is kept', () => {
  const tree = treeOf({ '.husky/pre-commit': 'yarn lint-staged && yarn lint:ox\n' });
  const [hooks] = migrateHusky(tree, '.husky/_');
  expect(hooks?.lines.slice(0, 3)).toEqual(['pre-commit:', '  jobs:', "    - run: 'yarn lint:ox'"]);
});

test("a script of husky's whose lines need each other stays one", () => {
  const script = 'TOP="$(dirname "$0")"\nif [ -f a ]; then\n  echo "$TOP"\nfi\nnpx lint-staged\n';
  const tree = treeOf({
    '.husky/pre-commit': script,
    '.husky/pre-push': 'npm test\nnpm run e2e\n',
  });
  const [hooks] = migrateHusky(tree, undefined);
  expect(hooks?.lines.slice(0, 7)).toEqual([
    'pre-commit:',
    '  jobs:',
    "    - run: 'sh .husky/pre-commit {0}'",
    'pre-push:',
    '  jobs:',
    '    - run: npm test',
    '    - run: npm run e2e',
  ]);
  expect(hooks?.what).toContain('(switchyard replaces lint-staged, also in scripts that call it)');
});

test('tools that format what is staged are replaced, too', () => {
  const script = `npm test && git-format-staged -f 'prettier --stdin-filepath {}' '*.js'\nnpx pretty-quick --staged\n`;
  const [hooks] = migrateHusky(treeOf({ '.husky/pre-commit': script }), '.husky/_');
  expect(hooks?.lines.slice(0, 4)).toEqual(['pre-commit:', '  jobs:', '    - run: npm test', '']);
});

test('without husky there is nothing to say', () => {
  expect(migrateHusky(treeOf({ 'a.js': '' }), undefined)).toEqual([]);
});

test("pre-commit's local hooks, where they map", async () => {
  const tree = treeOf({
    '.pre-commit-config.yaml': `
repos:
  - repo: https://example.org/black
    hooks: [{ id: black }, { id: ruff-check }]
  - repo: local
    hooks:
      - { id: ruff, language: system, entry: uv run ruff check, types: [python] }
      - { id: djlint, language: system, entry: djlint, args: [--reformat], files: '^web/.*\\.(html|jinja)$' }
      - { id: mypy, language: system, entry: mypy ., pass_filenames: false, types: [python] }
      - { id: own, language: python, entry: own, types: [python] }
      - { id: web, language: system, entry: bash -c 'cd web && npx biome check "$@"' --, files: '^web/.*\\.ts$' }
`,
  });
  const [replaced, local] = await migratePreCommit(tree, new Set(['ruff']));
  expect(replaced?.what).toMatch(/No service does what these of its hooks do: black\.$/);
  expect(local?.lines).toEqual([
    '"*.{html,jinja}": "djlint --reformat"   # in web',
    '# mypy: takes no files by name; a lefthook job can run it',
    '# own: needs an environment that pre-commit makes',
    '# web: goes into a directory; a task starts in that of its service',
  ]);
});

test('jobs of lefthook that stage: a script by its first line', () => {
  const none = { globs: [], root: '' };
  const script = { name: 'schema', run: 'go generate\ngit add schema.json\n', ...none };
  const staging = migrateStagingJobs(
    [{ name: 'a -w', run: 'a -w', ...none }, script],
    'lefthook.yml',
  );
  expect(staging.map(({ lines }) => lines)).toEqual([['a -w', 'schema: go generate …']]);
});

test('jobs of lefthook that stage: those that take files by a pattern, as tasks', async () => {
  const text = `
pre-commit:
  jobs:
    - { run: "rubocop -a {staged_files}", root: apps/core/, glob: "apps/core/**/*.rb", stage_fixed: true }
    - { run: "biome check --write '{staged_files}' && git add {staged_files}", glob: ["*.ts", "*.json"] }
    - { run: "yarn fix {staged_files} | tee log", glob: "*.ts", stage_fixed: true }
    - { run: "ruff check --fix {staged_files}", glob: "*.py", exclude: ["gen/**"], stage_fixed: true }
    - { run: "prettier --write .", glob: "*.md", stage_fixed: true }
    - { run: "NODE_ENV=test eslint --fix {staged_files}", glob: "*.mjs", stage_fixed: true }
    - { run: "SAID='a b' eslint --fix {staged_files}", glob: "*.cjs", stage_fixed: true }
`;
  const jobs = (await readLefthook(text))?.jobs ?? [];
  const [, tasks] = migrateStagingJobs(jobs, 'lefthook.yml');
  expect(tasks?.lines).toEqual([
    '"**/*.rb": "rubocop -a"   # in apps/core',
    '"{*.ts,*.json}": "biome check --write"',
    '"*.mjs": "env NODE_ENV=test eslint --fix"',
  ]);
});

test('globs of lefthook, whose asterisk stands for slashes too', async () => {
  const tasksFor = async (glob: string, matcher = ''): Promise<string[]> => {
    const job = `{ run: "prettier --write {staged_files}", glob: ${glob}, stage_fixed: true }`;
    const text = `${matcher}\npre-commit: { jobs: [${job}] }`;
    const [, tasks] = migrateStagingJobs((await readLefthook(text))?.jobs ?? [], 'lefthook.yml');
    return (tasks?.lines ?? []).map((line) => line.replace(': "prettier --write"', ''));
  };
  expect(await tasksFor('"*.ts"')).toEqual(['"*.ts"']);
  expect(await tasksFor('"src/*.ts"')).toEqual(['"src/**/*.ts"']);
  expect(await tasksFor('"src/**/*.ts"')).toEqual(['"src/**/*.ts"']);
  expect(await tasksFor('"*/test/*.ts"')).toEqual(['"**/test/**/*.ts"']);
  expect(await tasksFor('["*.ts", "docs/*.md"]')).toEqual(['"{**/*.ts,docs/**/*.md}"']);
  expect(await tasksFor('"src/*.ts"', 'glob_matcher: doublestar')).toEqual(['"src/*.ts"']);
});

test('husky of a version that package.json configures', () => {
  const hooks = { 'pre-commit': 'lint-staged', 'commit-msg': 'commitlint -E HUSKY_GIT_PARAMS' };
  const manifest = JSON.stringify({ husky: { hooks } });
  const [found] = migratePackageHooks(treeOf({ 'package.json': manifest }));
  expect(found?.what).toMatch(/^husky writes/);
  expect(found?.lines).toEqual([
    'pre-commit: lint-staged',
    'commit-msg: commitlint -E HUSKY_GIT_PARAMS',
  ]);
});

test('simple-git-hooks', () => {
  const manifest = '{ "simple-git-hooks": { "pre-commit": "npx lint-staged" } }';
  const [hooks] = migratePackageHooks(treeOf({ 'package.json': manifest }));
  expect(hooks?.lines).toEqual(['pre-commit: npx lint-staged']);
});

test('yorkie', () => {
  const manifest = '{ "gitHooks": { "pre-commit": "lint-staged" } }';
  const [hooks] = migratePackageHooks(treeOf({ 'package.json': manifest }));
  expect(hooks?.what).toMatch(/^yorkie writes/);
  expect(hooks?.lines).toEqual(['pre-commit: lint-staged']);
});

test("nano-staged's configuration, wherever it is", () => {
  const tree = treeOf({
    'package.json': '{ "nano-staged": { "*.js": "eslint" } }',
    'web/.nano-staged.json': '{}',
    'core/package.json': '{ "devDependencies": { "nano-staged": "1" } }',
  });
  expect(migrateNanoStaged(tree).map(({ lines }) => lines)).toEqual([
    ['package.json', 'web/.nano-staged.json'],
  ]);
  expect(migrateNanoStaged(treeOf({ 'a.js': '' }))).toEqual([]);
});

test('overcommit, with its hooks that no service does', async () => {
  const tree = treeOf({
    '.overcommit.yml':
      'PreCommit:\n  ALL: { requires_files: true }\n  RuboCop: { enabled: true }\n  TrailingWhitespace: { enabled: true }\n  HardTabs: { enabled: false }\n',
  });
  const [step] = await migrateOvercommit(tree, new Set(['rubocop']));
  expect(step?.what).toMatch(/ No service does what these of its hooks do: TrailingWhitespace\.$/);
  expect(step?.lines[0]).toBe('overcommit --uninstall');
  expect(await migrateOvercommit(treeOf({ '.overcommit.yml': '' }), new Set())).toHaveLength(1);
});
