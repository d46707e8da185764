import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const NOTE =
  '! A linter staged gen/a.txt: that is not in the commit. Only files that linters are given are taken over.\n';

test('what a linter stages besides its own files is not committed, and named each time', async () => {
  const repo = scenario({
    head: { 'gen/a.txt': 'old\n' },
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': ['tidy', 'generate', 'git add'] } },
    linters: {
      generate:
        '#!/bin/sh\necho new >../../gen/a.txt && echo tidy >>"$1" && git add ../../gen/a.txt "$1"\n',
    },
  });
  const before = repo.state();
  for (const run of ['first', 'second']) {
    repo.git('add', 'apps/web/a.txt');
    const { exitCode, stdout } = await repo.switchyard(['run']);
    expect([exitCode, stdout], run).toEqual([0, expect.stringContaining(NOTE)]);
    expect(repo.state().index['gen/a.txt'], run).toBe('old\n');
    expect(repo.state().worktree['gen/a.txt'], run).toBe(before.worktree['gen/a.txt']);
  }
});

test('a linter that stages the files that it was given says nothing', async () => {
  const repo = scenario({
    index: { 'apps/web/a.txt': 'a' },
    services: { 'apps/web': { '*.txt': ['add-header', 'git add'] } },
  });
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toMatch(/^✓ apps\/web {2}1 file, fixed a\.txt, [\d.]+ s\n$/);
});

test('a job of a hook says nothing of what another job’s linter was given and staged', async () => {
  const repo = scenario({
    index: { 'apps/web/a.txt': 'a', 'packages/ui/b.txt': 'b' },
    services: {
      'apps/web': { '*.txt': ['await-ui', 'add-header', 'git add', 'tell-ui'] },
      'packages/ui': { '*.txt': 'await-web' },
    },
    linters: {
      'await-ui': '#!/bin/sh\nuntil [ -e ../../started ]; do sleep 0.01; done\n',
      'tell-ui': '#!/bin/sh\ntouch ../../staged\n',
      'await-web':
        '#!/bin/sh\ntouch ../../started; until [ -e ../../staged ]; do sleep 0.01; done\n',
    },
  });
  const env = { SWITCHYARD_RUN: '1-1', SWITCHYARD_TOP: repo.directory };
  const [, ui] = await Promise.all(
    ['apps/web', 'packages/ui'].map((service) => repo.switchyard(['lint', service], { env })),
  );
  expect(ui?.stdout).toMatch(/^✓ packages\/ui {2}1 file, [\d.]+ s\n$/);
});
