import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario, type Scenario } from '../support/scenario.ts';

/** A file system monitor that knows nothing: everything may have changed. */
const monitor = (repo: Scenario): void => {
  const hook = join(repo.directory, '.git/monitor');
  writeFileSync(hook, '#!/bin/sh\nprintf "1\\0/\\0"\n', { mode: 0o755 });
  repo.git('config', 'core.fsmonitor', hook);
  repo.git('status');
};

test.each<[string, (repo: Scenario) => void]>([
  ['a split index', (repo) => repo.git('update-index', '--split-index')],
  ['core.splitIndex', (repo) => repo.git('config', 'core.splitIndex', 'true')],
  ['an untracked cache', (repo) => repo.git('update-index', '--force-untracked-cache')],
  ['a file system monitor', monitor],
  ['index version 4', (repo) => repo.git('update-index', '--index-version', '4')],
  ['feature.manyFiles', (repo) => repo.git('config', 'feature.manyFiles', 'true')],
  ['core.checkStat=minimal', (repo) => repo.git('config', 'core.checkStat', 'minimal')],
  ['core.preloadIndex', (repo) => repo.git('config', 'core.preloadIndex', 'true')],
])('%s: fixes are committed, edits stay, and git status says so', async (_, prepare) => {
  const repo = scenario({
    head: { 'apps/web/b.txt': 'B\n', 'notes.txt': 'one\n' },
    index: { 'apps/web/a.txt': 'a\n', 'apps/web/b.txt': 'b\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  prepare(repo);
  repo.write({ 'apps/web/a.txt': 'a\nmine\n', 'notes.txt': 'two\n', 'new.txt': 'new\n' });
  repo.git('status');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const fixed = { 'apps/web/a.txt': 'A\n', 'apps/web/b.txt': 'B\n', 'notes.txt': 'one\n' };
  expect(repo.state()).toMatchObject({ head: fixed, index: fixed });
  expect(repo.state().worktree).toMatchObject({
    'apps/web/a.txt': 'A\nmine\n',
    'apps/web/b.txt': 'B\n',
  });
  expect(repo.git('status', '--porcelain')).toBe(' M apps/web/a.txt\n M notes.txt\n?? new.txt\n');
});
