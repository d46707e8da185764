import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario, type Before, type Scenario } from '../support/scenario.ts';

const before: Before = {
  head: { 'apps/web/b.txt': 'b\n', 'apps/web/é.txt': 'x\n' },
  index: { 'apps/web/a.txt': 'a\n', 'apps/web/é.txt': 'b\n', 'order.txt': '*.txt\n' },
  worktree: { 'apps/web/a.txt': 'a\nmine\n' },
  services: { 'apps/web': { '*.txt': 'upper' } },
};
const fixed = {
  'apps/web/a.txt': 'A\n',
  'apps/web/b.txt': 'b\n',
  'apps/web/é.txt': 'B\n',
  'order.txt': '*.txt\n',
};

function expectFixed(repo: Scenario): void {
  expect(repo.state()).toEqual({
    head: fixed,
    index: fixed,
    worktree: { ...fixed, 'apps/web/a.txt': 'A\nmine\n' },
  });
}

test('whatever changes what git prints', async () => {
  const repo = scenario(before);
  const settings = `
    color.ui=always color.diff=always core.abbrev=4 core.quotePath=true core.pager=false
    core.safecrlf=true core.whitespace=cr-at-eol diff.algorithm=patience diff.external=false
    diff.context=0 diff.colorMoved=zebra diff.dirstat=lines diff.ignoreSubmodules=all
    diff.interHunkContext=9 diff.mnemonicPrefix=true diff.noprefix=true diff.orderFile=order.txt
    diff.relative=true diff.renames=copies diff.renameLimit=1 diff.submodule=log
    diff.suppressBlankEmpty=true diff.wordRegex=. diff.indentHeuristic=false
    status.branch=true status.relativePaths=true status.renames=copies status.short=true
    status.showStash=true status.showUntrackedFiles=no status.submoduleSummary=true
    log.showSignature=true log.showRoot=false merge.conflictStyle=diff3 merge.renames=false
    commit.verbose=true commit.cleanup=verbatim grep.lineNumber=true tar.umask=user
    advice.addIgnoredFile=false core.fileMode=false core.ignoreCase=true core.logAllRefUpdates=always`;
  for (const setting of settings.trim().split(/\s+/)) repo.git('config', ...setting.split('='));
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expectFixed(repo);
});

test.each(['.githooks', '../hooks', '.git/../.git/hooks'])('core.hooksPath=%s', async (path) => {
  const repo = scenario(before);
  const hooks = join(repo.directory, path);
  if (!existsSync(hooks)) renameSync(join(repo.directory, '.git/hooks'), hooks);
  repo.git('config', 'core.hooksPath', path);
  const log = join(repo.directory, '../log');
  for (const name of ['post-index-change', 'post-checkout', 'reference-transaction']) {
    writeFileSync(join(hooks, name), `#!/bin/sh\necho ${name} >>'${log}'\n`, { mode: 0o755 });
  }
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0 });
  expect(repo.state().index).toEqual(fixed);
  expect(existsSync(log)).toBe(false);
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toEqual(fixed);
});

test('core.worktree: the git directory lies elsewhere', async () => {
  const repo = scenario(before);
  mkdirSync(join(repo.directory, '../elsewhere'));
  renameSync(join(repo.directory, '.git'), join(repo.directory, '../elsewhere/it'));
  const git = { GIT_DIR: join(repo.directory, '../elsewhere/it') };
  repo.git('--git-dir=../elsewhere/it', 'config', 'core.worktree', '../../repo');
  expect(await repo.commit(['-m', 'change'], { env: git })).toMatchObject({ exitCode: 0 });
  writeFileSync(join(repo.directory, '.git'), 'gitdir: ../elsewhere/it\n');
  expectFixed(repo);
});

test('a repository of SHA-256 objects', async () => {
  const repo = scenario({ ...before, objectFormat: 'sha256' });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expectFixed(repo);
});
