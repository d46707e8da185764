import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { linted, scenario } from '../support/scenario.ts';

test('settings appear while linters are at work, and vanish: what passed in between is not remembered', async () => {
  const repo = scenario({
    index: { 'apps/core/b.txt': 'b\n' },
    services: { 'apps/core': { '*.txt': ['echo-args', 'configure'] } },
    linters: { configure: '#!/bin/sh\necho new > "$HOME/.toolrc"\n' },
  });
  const run = async (): Promise<number> => {
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    rmSync(join(repo.directory, '../home/.toolrc'));
    return linted(repo).length;
  };
  expect([await run(), await run()]).toEqual([1, 2]);
});

test('rules beside the repository are changed while linters are at work: they are run again', async () => {
  const repo = scenario({
    index: {
      'apps/core/b.txt': 'b\n',
      'apps/core/eslint.config.js': "import '../../../shared/rules.js';\n",
    },
    worktree: { '../shared/rules.js': '' },
    services: { 'apps/core': { '*.txt': ['echo-args', 'update'] } },
    linters: {
      update: '#!/bin/sh\n[ -s ../../../shared/rules.js ] || echo 1 > ../../../shared/rules.js\n',
    },
  });
  for (const calls of [1, 2, 2]) {
    await setTimeout(100); // what has changed just before is not remembered
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(calls);
  }
});

test('a plugin is updated while linters are at work: they are run again', async () => {
  const repo = scenario({
    head: { '.gitignore': 'node_modules/\n' },
    index: { 'apps/core/b.txt': 'b\n' },
    worktree: { 'node_modules/plugin/package.json': '{"version":"1.0.0"}' },
    services: { 'apps/core': { '*.txt': ['echo-args', 'update'] } },
    linters: { update: "#!/bin/sh\necho '{}' > ../../node_modules/plugin/package.json\n" },
  });
  for (const calls of [1, 2]) {
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(calls);
  }
});

test('a directory with the name of configuration appears above while linters are at work: they are not run again', async () => {
  const repo = scenario({
    index: { 'apps/core/b.txt': 'b\n' },
    services: { 'apps/core': { '*.txt': ['echo-args', 'start-something'] } },
    linters: { 'start-something': '#!/bin/sh\nmkdir -p "$HOME/../configuration-x"\n' },
  });
  await setTimeout(100); // what has changed just before is not remembered
  for (const calls of [1, 1]) {
    expect((await repo.switchyard(['run'])).exitCode).toBe(0);
    expect(linted(repo)).toHaveLength(calls);
  }
});
