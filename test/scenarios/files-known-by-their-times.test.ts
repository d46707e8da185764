import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Like `eslint --cache` with a rule about imports: of a file that has not changed since, it knows that it passed. */
const linter = `#!/usr/bin/env node
const fs = require('node:fs');
const { mtimeMs, size } = fs.statSync('a.txt');
const state = mtimeMs + ' ' + size;
if (fs.existsSync('.eslintcache') && fs.readFileSync('.eslintcache', 'utf8') === state) process.exit(0);
if (!fs.readFileSync('lib.txt', 'utf8').includes(fs.readFileSync('a.txt', 'utf8'))) process.exit(1);
fs.writeFileSync('.eslintcache', state);
`;

test('a linter knows that a file passed, and what the file needs is gone', async () => {
  const repo = scenario({
    head: { 'lib.txt': 'one two\n' },
    index: { 'a.txt': 'two\n' },
    services: { '.': { 'a.txt': 'check-import' } },
    linters: { 'check-import': linter },
  });
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0 });
  repo.write({ 'lib.txt': 'one\n' });
  repo.git('add', 'lib.txt');
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 1 });
});
