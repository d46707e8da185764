import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/core/a.rb';
const list = (...lines: string[]) => ['[', ...lines, ']', ''].join('\n');

/** A linter that takes away the comma behind the last of a list, and what lines up. */
const tidyList = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8').replaceAll(/^ +/gm, '  ');
  fs.writeFileSync(file, text.replace(/,\\n\\]/, '\\n]'));
}
`;

test('another entry is added, unstaged, behind a last one whose comma a linter takes away', async () => {
  const repo = scenario({
    head: {},
    index: { [path]: list('   one,', '   two,') },
    worktree: { [path]: list('   one,', '   two,', '   three,') },
    services: { 'apps/core': { '*.rb': 'tidy-list' } },
    linters: { 'tidy-list': tidyList },
  });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode, stderr).toBe(0);
  expect(repo.state().head).toEqual({ [path]: list('  one,', '  two') });
  expect(repo.state().worktree).toEqual({ [path]: list('  one,', '   two,', '   three,') });
});

test('what follows the last entry and is edited is the end of the list', async () => {
  const repo = scenario({
    head: {},
    index: { [path]: list('  one,') },
    worktree: { [path]: list('  one,').replace(']', '].freeze') },
    services: { 'apps/core': { '*.rb': 'tidy-list' } },
    linters: { 'tidy-list': tidyList },
  });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode, stderr).toBe(0);
  expect(repo.state().worktree).toEqual({ [path]: list('  one').replace(']', '].freeze') });
});
