import { describe, expect, test } from 'vitest';
import { findServices } from '../../../tools/init/find-services.ts';
import { tasksOf } from '../../../tools/init/tasks.ts';
import { packageJson, treeOf } from './tree.ts';

type Files = Readonly<Record<string, string>>;

const services = (files: Files, ignored: Files = {}) =>
  Object.fromEntries(
    findServices(treeOf(files, ignored)).services.map(({ directory, commands, parts }) => [
      directory === '' ? '.' : directory,
      Object.fromEntries(tasksOf(commands, parts)),
    ]),
  );

const CODE = '*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}';
const eslint = (version: string) => packageJson({ devDependencies: { eslint: version } });
const installed = (version: string): Files => ({
  'node_modules/eslint/package.json': packageJson({ version }),
});

describe('eslint', () => {
  const flat = { 'eslint.config.js': '', 'a.ts': '' };
  const legacy = { '.eslintrc.json': '{}', 'a.js': '' };
  test.each([
    [
      '9 and a flat configuration',
      { ...flat, 'package.json': eslint('^9.1.0') },
      {},
      'eslint --fix --no-warn-ignored',
    ],
    [
      '8.57 and a flat configuration',
      { ...flat, 'package.json': eslint('^8.57.0') },
      {},
      'eslint --fix --no-warn-ignored',
    ],
    [
      '8.40, which has no such flag',
      { ...flat, 'package.json': eslint('8.40.0') },
      {},
      'eslint --fix',
    ],
    [
      'the installed version counts',
      { ...flat, 'package.json': eslint('^8.0.0') },
      installed('8.57.1'),
      'eslint --fix --no-warn-ignored',
    ],
    [
      'a range that says nothing',
      { ...flat, 'package.json': eslint('catalog:') },
      {},
      'eslint --fix --no-warn-ignored',
    ],
  ])('%s', (_, files, ignored, command) => {
    expect(services(files, ignored)).toEqual({ '.': { [CODE]: [command] } });
  });

  test('with .eslintrc, and nothing that reads TypeScript', () => {
    const files = { ...legacy, 'b.ts': '', 'package.json': eslint('^8.57.0') };
    expect(services(files)).toEqual({ '.': { '*.{js,jsx,mjs,cjs}': ['eslint --fix'] } });
  });

  test('9, which does not read the .eslintrc that is there: a note', () => {
    const found = findServices(treeOf({ ...legacy, 'package.json': eslint('^9.0.0') }));
    expect(found.services).toEqual([]);
    expect(found.notes).toEqual([
      'eslint of the top: no eslint.config.js is there, and 9.0.0 reads no .eslintrc.',
    ]);
  });

  test('a directory with its own configuration and no package is a service', () => {
    const files = {
      ...flat,
      'package.json': eslint('^9.0.0'),
      'libs/a/eslint.config.mjs': '',
      'libs/a/a.ts': '',
      'libs/b/b.ts': '',
    };
    expect(Object.keys(services(files))).toEqual(['.', 'libs/a']);
  });

  test('a package that is linted as the top is no service, whatever is left of an .eslintrc', () => {
    const own = packageJson({ scripts: { lint: 'eslint .' } });
    const files = {
      ...flat,
      'package.json': eslint('^9.0.0'),
      'a/package.json': own,
      'a/a.js': '',
    };
    expect(Object.keys(services({ ...files, 'a/.eslintrc.cjs': '' }))).toEqual(['.']);
    expect(Object.keys(services({ ...files, 'a/eslint.config.js': '' }))).toEqual(['.', 'a']);
  });

  test('a package of configuration for others, which it does not use itself: nothing to say', () => {
    const files = { 'eslint-config/package.json': eslint('^9.0.0'), 'eslint-config/index.js': '' };
    expect(findServices(treeOf(files))).toMatchObject({ services: [], notes: [] });
  });

  test('declared below the top without configuration: a note; with it above: a service', () => {
    const prettier = packageJson({ devDependencies: { prettier: '^3.0.0' } });
    const both = packageJson({ devDependencies: { eslint: '^9.0.0', prettier: '^3.0.0' } });
    const files = { 'package.json': prettier, 'a/package.json': both, 'a/a.js': '' };
    expect(findServices(treeOf(files))).toMatchObject({
      services: [{ directory: '' }],
      notes: ['eslint of a: no eslint.config.js is there or above.'],
    });
    expect(Object.keys(services({ ...files, 'eslint.config.js': '' }))).toEqual(['.', 'a']);
  });

  test('a package whose script calls what the one beside it declares', () => {
    const files = {
      'ui/.eslintrc.js': '',
      'ui/app/package.json': eslint('^8.33.0'),
      'ui/app/a.js': '',
      'ui/lib/package.json': packageJson({ scripts: { lint: 'eslint src' } }),
      'ui/lib/src/b.js': '',
    };
    expect(services(files)).toEqual({
      'ui/app': { '*.{js,jsx,mjs,cjs}': ['eslint --fix'] },
      'ui/lib': { 'src/**/*.{js,jsx,mjs,cjs}': ['eslint --fix'] },
    });
  });

  test('features of eslint that a lint script asks for', () => {
    const scripts = { lint: 'eslint --flag unstable_native_nodejs_ts_config' };
    const manifest = packageJson({ scripts, devDependencies: { eslint: '^9.0.0' } });
    expect(services({ ...flat, 'package.json': manifest })).toEqual({
      '.': { [CODE]: ['eslint --fix --flag unstable_native_nodejs_ts_config --no-warn-ignored'] },
    });
  });

  test('a lint script that takes no warning is taken at its word', () => {
    const scripts = { lint: 'NODE_ENV=test eslint . --max-warnings=0' };
    const manifest = packageJson({ scripts, devDependencies: { eslint: '^9.0.0' } });
    expect(services({ ...flat, 'package.json': manifest })).toEqual({
      '.': { [CODE]: ['eslint --fix --no-warn-ignored --max-warnings 0'] },
    });
  });
});

describe('prettier, stylelint, biome', () => {
  test('prettier runs after eslint, and alone on what eslint does not know', () => {
    const devDependencies = { eslint: '^9.0.0', prettier: '^3.0.0' };
    const files = {
      'package.json': packageJson({ devDependencies }),
      'eslint.config.js': '',
      'readme.md': '',
    };
    expect(services(files)).toEqual({
      '.': {
        [CODE]: ['eslint --fix --no-warn-ignored', 'prettier --write --ignore-unknown'],
        '*.{json,md,css}': ['prettier --write --ignore-unknown'],
      },
    });
  });

  test('prettier formats what the scripts say', () => {
    const scripts = { format: "prettier --write 'src/**/*.{ts,yml}'" };
    const manifest = packageJson({ scripts, devDependencies: { prettier: '^3.0.0' } });
    expect(services({ 'package.json': manifest, 'a.ts': '', 'b.yml': '', 'c.md': '' })).toEqual({
      '.': { '*.{ts,yml}': ['prettier --write --ignore-unknown'] },
    });
  });

  test('a file that is the value of an option is none that is formatted', () => {
    const scripts = { format: 'prettier --config ../.prettierrc.json --write --parser babel' };
    const manifest = packageJson({ scripts, devDependencies: { prettier: '^3.0.0' } });
    expect(services({ 'package.json': manifest, 'a.ts': '', 'b.yml': '' })).toEqual({
      '.': {
        '*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,json,md,css}': ['prettier --write --ignore-unknown'],
      },
    });
  });

  test("prettier formats what the top's scripts say, where a package has none", () => {
    const top = { scripts: { format: 'prettier --write "**/*.{ts,css}"' } };
    const web = { devDependencies: { prettier: '^3.0.0', eslint: '^9.0.0' } };
    const lint = 'dotenv -e ../.env -- eslint . --max-warnings 0';
    const files = {
      'package.json': packageJson(top),
      '.prettierignore': '',
      'web/package.json': packageJson({ ...web, scripts: { lint } }),
      'web/eslint.config.js': '',
      'web/a.ts': '',
      'web/a.css': '',
      'web/a.json': '',
    };
    const eslint = 'eslint --fix --no-warn-ignored --max-warnings 0';
    const prettier = 'prettier --write --ignore-unknown --ignore-path ../.prettierignore';
    expect(services(files).web).toEqual({
      '*.ts': [eslint, prettier],
      '*.{js,jsx,mjs,cjs,tsx,mts,cts}': [eslint],
      '*.css': [prettier],
    });
    const elsewhere = packageJson({ scripts: { format: 'prettier --write "docs/**/*.md"' } });
    const others = { ...files, 'package.json': elsewhere, 'docs/a.md': '' };
    expect(services(others).web).toHaveProperty(['*.{json,md,css}']);
  });

  test('prettier that only eslint runs', () => {
    const devDependencies = { eslint: '9.0.0', prettier: '3.0.0', 'eslint-plugin-prettier': '5' };
    const files = {
      'package.json': packageJson({ devDependencies }),
      'eslint.config.js': '',
      'a.ts': '',
      'a.css': '',
    };
    expect(services(files)).toEqual({ '.': { [CODE]: ['eslint --fix --no-warn-ignored'] } });
    const scripts = { format: './node_modules/.bin/prettier --write .' };
    const called = { ...files, 'package.json': packageJson({ devDependencies, scripts }) };
    expect(services(called)['.']).toHaveProperty(['*.{json,md,css}']);
  });

  test('a configuration of eslint that the scripts name', () => {
    const scripts = {
      lint: 'eslint --config ./client/.eslintrc.js --ignore-path client/.ignored .',
    };
    const files = {
      'package.json': packageJson({ devDependencies: { eslint: '^8.57.1' }, scripts }),
      'client/.eslintrc.js': '',
      'client/.ignored': '',
      'a.js': '',
    };
    expect(services(files)).toEqual({
      '.': {
        '*.{js,jsx,mjs,cjs}': [
          'eslint --fix --config ./client/.eslintrc.js --ignore-path client/.ignored',
        ],
      },
    });
  });

  test('prettier formats what its plugins read', () => {
    const scripts = { format: 'prettier --write .' };
    const devDependencies = { prettier: '^3.0.0', 'prettier-plugin-astro': '^0.14.0' };
    const files = {
      'package.json': packageJson({ scripts, devDependencies }),
      'a.astro': '',
      'b.svelte': '',
    };
    expect(Object.keys(services(files)['.'] ?? {})).toEqual(['*.{json,md,css,astro}']);
  });

  test('no pattern for kinds of which no file is there, where others get more', () => {
    const scripts = { format: "prettier --write '**/*.ts'" };
    const devDependencies = { eslint: '^9.0.0', prettier: '^3.0.0' };
    const files = { 'package.json': packageJson({ scripts, devDependencies }), 'a.ts': '' };
    const both = ['eslint --fix --no-warn-ignored', 'prettier --write --ignore-unknown'];
    const others = '*.{js,jsx,mjs,cjs,tsx,mts,cts}';
    expect(services({ ...files, 'eslint.config.js': '' })).toEqual({
      '.': { '*.ts': both, [others]: [both[0]] },
    });
    expect(services({ ...files, 'eslint.config.ts': '' })).toEqual({ '.': { '*.ts': both } });
  });

  test('a package that has only prettier, like the top, is no service', () => {
    const manifest = packageJson({ devDependencies: { prettier: '^3.0.0' } });
    const files = { 'package.json': manifest, 'packages/a/package.json': manifest };
    expect(Object.keys(services(files))).toEqual(['.']);
  });

  test("the top's prettier, with its .prettierignore, reaches a Ruby service", () => {
    const files = {
      'package.json': packageJson({ devDependencies: { prettier: '^3.0.0' } }),
      '.prettierignore': '',
      'apps/core/Gemfile': "gem 'rubocop'",
      'apps/core/README.md': '',
    };
    expect(services(files)['apps/core']).toEqual({
      '*.{json,md,css}': ['prettier --write --ignore-unknown --ignore-path ../../.prettierignore'],
      '{*.{rb,rake,ru,gemspec},Gemfile,Rakefile}': [
        'bundle exec rubocop --autocorrect-all --force-exclusion',
      ],
    });
  });

  test('stylelint comes before prettier', () => {
    const devDependencies = { stylelint: '^16.0.0', prettier: '^3.0.0' };
    const files = {
      'package.json': packageJson({ devDependencies }),
      '.stylelintrc': '',
      'a.css': '',
    };
    expect(services(files)['.']?.['*.css']).toEqual([
      'stylelint --fix --allow-empty-input',
      'prettier --write --ignore-unknown',
    ]);
  });

  test('stylelint checks what the scripts say', () => {
    const scripts = { lint: 'stylelint **/*.scss' };
    const manifest = packageJson({ scripts, devDependencies: { stylelint: '^16.0.0' } });
    const files = { 'package.json': manifest, '.stylelintrc': '', 'a.css': '', 'a.scss': '' };
    expect(services(files)).toEqual({ '.': { '*.scss': ['stylelint --fix --allow-empty-input'] } });
  });

  test('stylelint of a package without configuration: a note; with it above: a service', () => {
    const manifest = packageJson({ devDependencies: { stylelint: '^16.0.0' } });
    const files = { 'a/package.json': manifest, 'a/a.css': '' };
    expect(findServices(treeOf(files))).toMatchObject({
      services: [],
      notes: ['stylelint of a: it has no configuration there or above.'],
    });
    expect(Object.keys(services({ ...files, '.stylelintrc': '' }))).toEqual(['a']);
  });

  test.each([
    ['2.1.0', '--write'],
    ['1.7.0', '--apply'],
  ])('biome %s', (version, flag) => {
    const files = {
      'package.json': packageJson({ devDependencies: { '@biomejs/biome': version } }),
      'biome.json': '',
    };
    expect(Object.values(services(files)['.'] ?? {})).toEqual([
      [`biome check ${flag} --no-errors-on-unmatched --files-ignore-unknown=true`],
    ]);
  });
});

test.each([
  ['biome lint .', 'lint'],
  ['biome format --write src', 'format'],
  ['biome lint . && biome format --write .', 'check'],
  ['biome ci', 'check'],
])('biome, where a script says %j: %s', (script, verb) => {
  const files = {
    'package.json': packageJson({ devDependencies: { '@biomejs/biome': '2.0.0' } }),
    'a/package.json': packageJson({ scripts: { lint: script } }),
    'a/biome.json': '',
    'a/a.ts': '',
  };
  expect(Object.values(services(files).a ?? {})).toEqual([
    [`biome ${verb} --write --no-errors-on-unmatched --files-ignore-unknown=true`],
  ]);
});

describe('directories that scripts name', () => {
  const biome = (script: string) => ({
    'package.json': packageJson({
      devDependencies: { '@biomejs/biome': '2.0.0' },
      scripts: { lint: script },
    }),
    'biome.json': '',
    'vite.config.ts': '',
    'src/a.ts': '',
    'tests/b.ts': '',
    'lint/c.ts': '',
  });
  const patterns = (files: Files) => Object.values(services(files)).flatMap(Object.keys);
  const KINDS = CODE.replace('}', ',json,jsonc,css}');
  test.each([
    ['biome check ./src/', `src/**/${KINDS}`],
    ['tsc && biome check src tests && biome format --write src', `{src,tests}/**/${KINDS}`],
    ["biome lint '{src,tests}/**/*.ts'", `{src,tests}/**/${KINDS}`],
    ['biome lint --config-path src tests', `tests/**/${KINDS}`],
    ['biome lint', KINDS],
    ['biome check src && biome lint .', KINDS],
    ['biome lint src vite.config.ts', KINDS],
    ['biome lint missing', KINDS],
  ])('%s', (script, pattern) => {
    expect(patterns(biome(script))).toEqual([pattern]);
  });

  test('nothing for kinds of which files lie elsewhere only', () => {
    const files = { ...biome('biome check src'), 'a.graphql': '' };
    expect(patterns(files)).toEqual([`src/**/${KINDS}`]);
    expect(patterns({ ...files, 'src/a.graphql': '' })).not.toEqual([`src/**/${KINDS}`]);
  });

  test('no limit where another linter has none', () => {
    const manifest = packageJson({
      devDependencies: { eslint: '9.0.0', prettier: '3.0.0' },
      scripts: { lint: 'eslint --ext .ts src', format: 'prettier --check .' },
    });
    const files = { 'package.json': manifest, 'eslint.config.js': '', 'src/a.ts': '' };
    expect(patterns(files)).toContain(CODE);
    const both = manifest.replace('--check .', '--check src');
    expect(patterns({ ...files, 'package.json': both })).toContain(`src/**/${CODE}`);
  });

  test('a service of which nothing is in them is none', () => {
    const files = {
      ...biome('biome check packages'),
      'packages/a/package.json': '{}',
      'packages/a/biome.json': '',
      'packages/a/a.ts': '',
    };
    expect(Object.keys(services(files))).toEqual(['packages/a']);
  });
});

describe('oxc', () => {
  const both = packageJson({
    devDependencies: { oxlint: '1.0.0', oxfmt: '0.20.0', eslint: '9.0.0', prettier: '3.0.0' },
    scripts: { lint: 'oxlint --deny-warnings && eslint .', format: 'oxfmt' },
  });
  test('oxlint runs before eslint, oxfmt formats what prettier need not', () => {
    const files = {
      'package.json': both,
      'eslint.config.js': '',
      'a.ts': '',
      'a.md': '',
      'a.hbs': '',
    };
    expect(services(files)).toEqual({
      '.': {
        [CODE]: [
          'oxlint --fix --no-error-on-unmatched-pattern --deny-warnings',
          'eslint --fix --no-warn-ignored',
          'oxfmt --no-error-on-unmatched-pattern',
        ],
        '*.{json,md,css}': ['oxfmt --no-error-on-unmatched-pattern'],
      },
    });
  });

  test('a package with its own configuration is a service of its own', () => {
    const files = {
      'package.json': packageJson({ devDependencies: { oxlint: '1.0.0' } }),
      'a/package.json': '{}',
      'a/.oxlintrc.json': '{}',
      'a/a.ts': '',
      'b/b.vue': '',
    };
    expect(services(files)).toEqual({
      '.': { '*.vue': ['oxlint --fix --no-error-on-unmatched-pattern'] },
      a: { [CODE]: ['oxlint --fix --no-error-on-unmatched-pattern'] },
    });
  });
});

describe('ruby', () => {
  const all = '{*.{rb,rake,ru,gemspec},Gemfile,Rakefile}';
  test.each([
    [
      'rubocop',
      { Gemfile: 'gem "rubocop"' },
      'bundle exec rubocop --autocorrect-all --force-exclusion',
    ],
    [
      'a locked version before 1.30',
      { Gemfile: "gem 'rubocop-rails'", 'Gemfile.lock': '    rubocop (1.29.1)\n' },
      'bundle exec rubocop --auto-correct-all --force-exclusion',
    ],
    [
      'a range that lets in later versions',
      { Gemfile: "gem 'rubocop', '~> 1.21'" },
      'bundle exec rubocop --autocorrect-all --force-exclusion',
    ],
    [
      'a range that does not',
      { Gemfile: "gem 'rubocop', '~> 1.21.0'" },
      'bundle exec rubocop --auto-correct-all --force-exclusion',
    ],
    ['standard', { Gemfile: 'gem "standard"' }, 'bundle exec standardrb --fix --force-exclusion'],
    [
      'a gem, whose gemspec names it',
      { Gemfile: 'gemspec', 'a.gemspec': 's.add_development_dependency "rubocop"' },
      'bundle exec rubocop --autocorrect-all --force-exclusion',
    ],
    [
      'no Gemfile',
      { '.rubocop.yml': '', 'a.rb': '' },
      'rubocop --autocorrect-all --force-exclusion',
    ],
  ])('%s', (_, files, command) => {
    expect(services(files as unknown as Files)).toEqual({ '.': { [all]: [command] } });
  });

  test('a Gemfile with neither', () => {
    expect(services({ Gemfile: "gem 'rails' # no rubocop yet" })).toEqual({});
  });
});

test('linters of templates, by their gems', () => {
  const files = {
    Gemfile: "gem 'rubocop'\ngem 'erb_lint', require: false\ngem 'haml_lint'\n# gem 'slim_lint'",
    'Gemfile.lock': '    erb_lint (0.5.0)\n',
    'a.rb': '',
    'a.html.erb': '',
    'a.haml': '',
    'a.slim': '',
  };
  expect(services(files)).toEqual({
    '.': {
      '{*.{rb,rake,ru,gemspec},Gemfile,Rakefile}': [
        'bundle exec rubocop --autocorrect-all --force-exclusion',
      ],
      '*.erb': ['bundle exec erblint --autocorrect'],
      '*.haml': ['bundle exec haml-lint'],
    },
  });
  const alone = { Gemfile: "gem 'erb_lint'", 'a.erb': '' };
  expect(services(alone)).toEqual({ '.': { '*.erb': ['bundle exec erb_lint --autocorrect'] } });
});

describe('python', () => {
  const both = ['ruff check --fix --force-exclude', 'ruff format --force-exclude'];
  test.each([
    ['ruff in a group', { 'pyproject.toml': '[dependency-groups]\ndev = ["ruff>=0.8"]' }, both],
    ['ruff.toml', { 'ruff.toml': '' }, both],
    ['requirements of a directory', { 'requirements/dev.txt': 'ruff==0.8.0\n' }, both],
    [
      'requirements of a directory, called so',
      { 'requirements/requirements.txt': 'ruff==0.8.0\n' },
      both,
    ],
    ['a ruff that cannot format', { 'pyproject.toml': 'dev = ["ruff==0.0.280"]' }, [both[0]]],
    ['ruff with black', { 'pyproject.toml': 'dev = ["ruff", "black"]' }, [both[0], 'black']],
    [
      'black, isort and flake8 in order',
      { 'requirements-dev.txt': 'flake8\nblack\nisort[colors]\n' },
      ['isort --filter-files', 'black', 'flake8'],
    ],
    ['poetry', { 'pyproject.toml': '[tool.poetry.dependencies]\nblack = "^24"\n' }, ['black']],
    [
      'what uv is to take of packages that others require',
      {
        'pyproject.toml':
          'dev = ["ruff"]\n[tool.uv]\nconstraint-dependencies = [\n  "black==26.3.1", # don\'t ]\n  "isort[x]==6",\n]\n',
      },
      both,
    ],
    [
      "isort in black's profile",
      { 'pyproject.toml': 'dev = ["isort"]\n[tool.isort]\nprofile = "black"\n' },
      ['isort --filter-files'],
    ],
    [
      "ruff's own settings of isort",
      {
        'pyproject.toml':
          'dev = ["ruff"]\n[tool.ruff.lint]\nisort = { split-on-trailing-comma = false }\n',
      },
      both,
    ],
    [
      'poetry, with more than a version',
      {
        'pyproject.toml':
          '[tool.poetry.dependencies]\nblack = { extras = ["d"], version = "^24" }\n',
      },
      ['black'],
    ],
    [
      'tasks in pyproject.toml',
      {
        'pyproject.toml':
          'dev = ["ruff"]\n[tool.taskipy.tasks]\nlint = { cmd = "ruff format ." }\n',
        Makefile: 'check:\n\truff check .\n',
      },
      both,
    ],
  ])('%s', (_, files, commands) => {
    expect(services({ ...(files as unknown as Files), 'a.py': '' })).toEqual({
      '.': { '*.{py,pyi}': commands },
    });
  });

  test('a project that only lints with ruff is not formatted', () => {
    const files = {
      'pyproject.toml': 'dev = ["ruff"]',
      Makefile: 'lint:\n\truff check .\n',
      'a.py': '',
    };
    expect(services(files)).toEqual({ '.': { '*.{py,pyi}': [both[0]] } });
  });

  test('linters that stayed in a manifest when ruff took their place: a note', () => {
    const files = {
      'pyproject.toml': 'dev = ["ruff", "flake8", "black"]\n[tool.black]\n',
      'dev/.pre-commit-config.yaml': 'hooks:\n  - id: ruff\n  - id: ruff-format\n',
      'a.py': '',
    };
    expect(services(files)).toEqual({ '.': { '*.{py,pyi}': both } });
    expect(findServices(treeOf(files)).notes).toEqual([
      'black, flake8 of the top: not proposed, as only ruff is called there.',
    ]);
    const called = { ...files, Makefile: 'format:\n\tblack .\n' };
    expect(services(called)).toEqual({ '.': { '*.{py,pyi}': [both[0], 'black'] } });
  });
});

describe('go, rust, shell', () => {
  test('gofmt, and what is to be known of golangci-lint', () => {
    const found = findServices(treeOf({ 'go.mod': '', 'a.go': '', '.golangci.yml': '' }));
    expect(found.services.map(({ commands }) => [...commands])).toEqual([[['.go', ['gofmt -w']]]]);
    expect(found.notes).toHaveLength(1);
  });

  test('what is to be said of several directories is said once', () => {
    const modules = { 'a/go.mod': '', 'a/a.go': '', 'b/go.mod': '', 'b/b.go': '' };
    const { notes } = findServices(treeOf({ ...modules, '.golangci.yml': '' }));
    expect(notes).toEqual([expect.stringMatching(/^golangci-lint of a, b: /)]);
  });

  test("rustfmt has the workspace's edition; a member of another is a service", () => {
    const files = {
      'Cargo.toml': '[workspace]\n[workspace.package]\nedition = "2024"\n',
      'a/Cargo.toml': '[package]\nedition.workspace = true\n',
      'a/src/lib.rs': '',
      'b/Cargo.toml': '[package]\nedition = "2018"\n',
      'b/src/lib.rs': '',
    };
    expect(services(files)).toEqual({
      '.': { '*.rs': ['rustfmt --edition 2024'] },
      b: { '*.rs': ['rustfmt --edition 2018'] },
    });
  });

  test('shellcheck, where a workflow calls it', () => {
    const files = { '.github/workflows/ci.yml': 'run: shellcheck *.sh', 'bin/a.sh': '' };
    expect(services(files)).toEqual({ '.': { '*.{sh,bash}': ['shellcheck'] } });
    const excused = '# shellcheck disable=SC2086\nrun: echo $A';
    expect(services({ ...files, '.github/workflows/ci.yml': excused })).toEqual({});
  });
});

describe('directories', () => {
  test('a manifest without files for its linters is no service', () => {
    expect(services({ 'docs/requirements.txt': 'black\n', 'docs/a.md': '' })).toEqual({});
  });

  test('copies of other projects are none', () => {
    expect(services({ 'vendor/x/go.mod': '', 'vendor/x/a.go': '' })).toEqual({});
  });
});
