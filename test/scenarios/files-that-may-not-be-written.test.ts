import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody } from '../support/as-nobody.ts';
import { read } from '../support/content.ts';
import { scenario } from '../support/scenario.ts';

test('the fix is committed, the file is left and named; that edits lie on top is not said', ({
  skip,
}) => {
  const files = (text: string) => ({
    'apps/web/unreadable.txt': text,
    'apps/web/of root/a.txt': text,
  });
  const repo = scenario({
    head: {},
    index: files('a\n'),
    worktree: files('a\nmine\n'),
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const commit = asNobody(repo) ?? skip('needs root');
  chmodSync(join(repo.directory, 'apps/web/unreadable.txt'), 0);
  for (const path of ['', '/a.txt'])
    chownSync(join(repo.directory, 'apps/web/of root', path), 0, 0);
  const { exitCode, output } = commit();
  expect(exitCode, output).toBe(0);
  expect(output).toMatch(/! You may not read or write apps\/web\/.*a.txt and .*unreadable.txt:/);
  expect(output).not.toContain('lie on top');
  for (const path of Object.keys(files(''))) {
    expect(repo.git('-c', 'safe.directory=*', 'show', `HEAD:${path}`)).toBe('A\n');
    expect(read(repo.directory, path)).toBe('a\nmine\n');
  }
});
