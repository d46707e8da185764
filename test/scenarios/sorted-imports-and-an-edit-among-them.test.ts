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
