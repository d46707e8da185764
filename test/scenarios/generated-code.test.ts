import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const ignored = { '.gitignore': 'gen/\nnode_modules/\n' };

test('ignored code that requires a file with unstaged edits gets the staged one', async () => {
  const repo = scenario({
    head: { ...ignored, 'id.js': "module.exports = 'staged';\n", 'a.txt': 'a\n' },
    index: { 'a.txt': 'b\n' },
    worktree: { 'id.js': "module.exports = 'unstaged';\n" },
    services: { '.': { '*.txt': 'print-client' } },
    linters: {
      'print-client':
        "#!/usr/bin/env node\nconsole.log(require(process.cwd() + '/gen/client.js'));\nprocess.exit(1);\n",
    },
  });
  repo.write({ 'gen/client.js': "module.exports = require('../id');\n" });
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toMatch(/^staged$/m);
});

test('a task generates ignored code from what is staged: the user has what was there', async () => {
  const repo = scenario({
    head: { ...ignored, schema: 'one\n' },
    index: { schema: 'staged\n' },
    worktree: { schema: 'unstaged\n' },
    services: { '.': { schema: 'generate' } },
    linters: { generate: '#!/bin/sh\ncat gen/client\ncp schema gen/client\nexit 1\n' },
  });
  repo.write({ 'gen/client': 'unstaged\n' });
  for (const run of ['first', 'second']) {
    const { stdout } = await repo.switchyard(['run']);
    expect(stdout, run).toMatch(/^unstaged$/m);
    expect(readFileSync(join(repo.directory, 'gen/client'), 'utf8'), run).toBe('unstaged\n');
  }
});
