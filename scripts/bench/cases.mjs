// What is measured. A case says which files are staged, how they are changed, and what has happened before.

/** Where the rest would only take longer to show the same. */
const COMPARED = [
  'switchyard run',
  'switchyard, lefthook',
  'lefthook',
  'lint-staged',
  'bare linters',
];

/**
 * `files`: how many; `each` of every service, `python` only there. `change`: `clean`, or `untidy`, which the
 * linters mend. `before`: what the user did just before, unmeasured.
 * `tools`: those that differ there. `size`: files of the repository.
 */
export const CASES = [
  {
    name: 'own-cost',
    title: 'own cost: linter `true`, 1 file in each of 3 services',
    linters: 'true',
    files: 3,
    countsPrograms: true,
    rounds: 9,
  },
  { name: 'clean', title: '9 files, nothing to fix', files: 9 },
  { name: 'fixable', title: '9 files, all are fixed', files: 9, change: 'untidy' },
  { name: 'partial', title: '9 files, all partially staged', files: 9, partial: true, rounds: 2 },
  { name: 'one-python', title: 'one Python file', files: 1, only: 'py', rounds: 5 },
  {
    name: 'again',
    title: 'the same 9 files again, after a failure elsewhere',
    files: 9,
    before: 'hook',
    rounds: 2,
  },
  {
    name: 'mended',
    title: 'the same 9 files again, one of them mended after its linter failed',
    files: 9,
    before: 'failure',
    tools: COMPARED,
    rounds: 2,
  },
  {
    name: 'amend',
    title: '`--amend` with nothing more staged',
    files: 9,
    before: 'commit',
    rounds: 3,
  },
  {
    name: 'after-manual',
    title: 'the same 9 files, after a run by hand (`lint:staged`)',
    files: 9,
    before: 'manual',
    tools: COMPARED,
    rounds: 2,
  },
  ...[1000, 10_000].flatMap((files) => [
    {
      name: `staged-${files}`,
      title: `${files.toLocaleString('en')} staged files, linter \`true\``,
      linters: 'true',
      size: 10_000,
      files,
      rounds: 3,
    },
    {
      name: `staged-${files}-again`,
      title: `the same ${files.toLocaleString('en')} again`,
      linters: 'true',
      size: 10_000,
      files,
      before: 'hook',
      rounds: 3,
    },
  ]),
  ...[1000, 10_000, 100_000].map((size) => ({
    name: `repository-${size}`,
    title: `1 staged file in a repository of ${size.toLocaleString('en')}, linter \`true\``,
    linters: 'true',
    size,
    files: 1,
    first: true,
    ...(size > 10_000 && { tools: COMPARED }),
    rounds: 3,
  })),
  {
    name: 'check-all',
    title: 'every file of the repository (`check --all`)',
    all: true,
    tools: ['switchyard run', 'lefthook', 'prek', 'pre-commit', 'hk', 'bare linters'],
    rounds: 1,
  },
  {
    name: 'check-all-4',
    title: 'the same in 4 shards: the slowest of them',
    all: true,
    shards: 4,
    tools: ['switchyard run'],
    rounds: 1,
  },
];

export const ROUNDS = 3;
export const SIZE = 240;
