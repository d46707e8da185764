import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('git still sees an edit that left size and times of the file as they were at git add', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n', 'notes.txt': 'one\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  repo.git('config', 'core.trustctime', 'false');
  const [long, notes] = [new Date('2026-01-01'), join(repo.directory, 'notes.txt')];
  utimesSync(notes, long, long);
  repo.git('add', '--refresh', 'notes.txt');
  utimesSync(join(repo.directory, '.git/index'), long, long);
  writeFileSync(notes, 'two\n');
  utimesSync(notes, long, long);
  expect(repo.git('diff', '--name-only')).toBe('notes.txt\n');
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0 });
  expect(repo.git('diff', '--name-only')).toBe('notes.txt\n');
});
