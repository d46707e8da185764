import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody, NOBODY } from '../support/as-nobody.ts';
import { scenario } from '../support/scenario.ts';

const staged = () =>
  scenario({
    head: {},
    settings: { 'core.sharedRepository': '0666' },
    index: { 'apps/web/a.txt': 'a\n' },
    worktree: { 'apps/web/a.txt': 'a\nmine\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });

test('another user, here root, has run switchyard in a shared repository: its owner can, too', async ({
  skip,
}) => {
  const repo = staged();
  const commit = asNobody(repo) ?? skip('needs root');
  const own = join(repo.directory, '../of-root');
  const env = { SUDO_UID: String(NOBODY), SWITCHYARD_DIR: own };
  expect(await repo.switchyard(['run'], { env })).toMatchObject({ exitCode: 0 });
  const { exitCode, output } = commit();
  expect(exitCode, output).toBe(0);
  expect(repo.git('-c', 'safe.directory=*', 'show', 'HEAD:apps/web/a.txt')).toBe('A\n');
});

test("results may not be remembered, as the place for them is another user's", ({ skip }) => {
  const repo = staged();
  const commit = asNobody(repo) ?? skip('needs root');
  const theirs = join(repo.directory, '.git/switchyard/memory');
  mkdirSync(theirs, { recursive: true });
  chmodSync(join(theirs, '..'), 0o777);
  chmodSync(theirs, 0o700);
  const { exitCode, output } = commit();
  expect(exitCode, output).toBe(0);
  expect(repo.git('-c', 'safe.directory=*', 'show', 'HEAD:apps/web/a.txt')).toBe('A\n');
  expect(readdirSync(theirs)).toEqual([]);
});
