import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const services = { '.': { '*.txt': 'sort-lines' } };

test('an unstaged edit is where the sorter puts lines: no line is lost', async () => {
  const repo = scenario({
    index: { 'a.txt': 'path\nbeta\nalpha\nzeta\n' },
    worktree: { 'a.txt': 'beta\nalpha\nzeta\n' },
    services,
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.txt': 'alpha\nbeta\npath\nzeta\n' },
    worktree: { 'a.txt': 'beta\nalpha\nzeta\n' },
  });
});

test('an unstaged edit is where the sorter takes a line away: no line is there twice', async () => {
  const repo = scenario({
    index: { 'a.txt': 'beta\ngamma\nalpha\n' },
    worktree: { 'a.txt': 'beta\ngamma\nalpha, changed\n' },
    services,
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.txt': 'alpha\nbeta\ngamma\n' },
    worktree: { 'a.txt': 'beta\ngamma\nalpha, changed\n' },
  });
});

test.each([
  ['removes', 'alpha\nbeta\n'],
  ['moves', 'alpha\nzeta\nbeta\n'],
])(
  'an unstaged edit %s a line that the sorter moves: it is where the edit has it',
  async (_, edited) => {
    const repo = scenario({
      index: { 'a.txt': 'zeta\nalpha\nbeta\n' },
      worktree: { 'a.txt': edited },
      services,
    });
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    expect(repo.state()).toMatchObject({
      head: { 'a.txt': 'alpha\nbeta\nzeta\n' },
      worktree: { 'a.txt': edited },
    });
  },
);

test('an unstaged edit removes an import that the linter moves and whose names it sorts: it does not come back', async () => {
  const staged = "import { b, a } from 'x'\nimport c from 'c'\n";
  const repo = scenario({
    index: { 'a.txt': staged },
    worktree: { 'a.txt': "import c from 'c'\n" },
    services: { '.': { '*.txt': 'sort-imports' } },
    linters: {
      'sort-imports': `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const [first, second] = fs.readFileSync(file, 'utf8').split('\\n');
  fs.writeFileSync(file, [second, first.replace('b, a', 'a, b'), ''].join('\\n'));
}
`,
    },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.txt': "import c from 'c'\nimport { a, b } from 'x'\n" },
    worktree: { 'a.txt': "import c from 'c'\n" },
  });
});

test('a line is staged where it goes to, too, and the linter takes that away: it is there once', async () => {
  const repo = scenario({
    index: { 'a.txt': 'import a\nimport b\n\nimport b\n' },
    worktree: { 'a.txt': 'import a\n\nimport b\n' },
    services: { '.': { '*.txt': 'keep-first' } },
    linters: {
      'keep-first': `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const lines = fs.readFileSync(file, 'utf8').split('\\n');
  const isFirst = (line, at) => line === '' || lines.indexOf(line) === at;
  fs.writeFileSync(file, lines.filter(isFirst).join('\\n'));
}
`,
    },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.txt': 'import a\nimport b\n\n' },
    worktree: { 'a.txt': 'import a\n\nimport b\n' },
  });
});

test('an unstaged edit is where the sorter puts a line of one word: it stays where it was', async () => {
  const sorted = '[\n  "a",\n  "m",\n  "n",\n  "y",\n  "z"\n]\n';
  const staged = '[\n  "z",\n  "m",\n  "a",\n  "n",\n  "y"\n]\n';
  const edited = staged.replace('"y"', '"y", "mine"');
  const repo = scenario({
    index: { 'a.json': staged },
    worktree: { 'a.json': edited },
    services: { '.': { 'a.json': 'sort-json' } },
    linters: {
      'sort-json': `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const sorted = JSON.parse(fs.readFileSync(file, 'utf8')).sort();
  fs.writeFileSync(file, JSON.stringify(sorted, null, 2) + '\\n');
}
`,
    },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toMatchObject({
    head: { 'a.json': sorted },
    worktree: { 'a.json': edited },
  });
});
